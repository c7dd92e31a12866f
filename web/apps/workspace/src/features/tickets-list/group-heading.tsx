import { useI18n } from '@/i18n/provider';
import { INTL_TAG, type TextKey, type Translate } from '@/i18n/texts';
import type { GroupField, ViewGroup } from './api';
import classes from './group-heading.module.css';

type Props = { group: ViewGroup; by: GroupField };

/** What the tickets below have in common, and how many they are. */
export function GroupHeading({ group, by }: Props) {
  const { t, locale } = useI18n();
  return (
    <span className={classes.heading}>
      <b>{nameOf(group, by, t)}</b>
      <span className={classes.count}>{group.count.toLocaleString(INTL_TAG[locale])}</span>
    </span>
  );
}

const NONE: Record<GroupField, TextKey> = {
  status: 'fields.none',
  priority: 'group.noPriority',
  type: 'group.noType',
  assignee: 'common.unassigned',
  group: 'common.noTeam',
  organization: 'group.noOrganization',
};

function nameOf({ value, name }: ViewGroup, by: GroupField, t: Translate): string {
  if (value === null) return t(NONE[by]);
  if (name) return name;
  if (by === 'status' || by === 'priority' || by === 'type')
    return t(`${by}.${value}` as 'status.open');
  return `#${value}`;
}
