import { Input, SegmentedControl } from '@mantine/core';
import { useMe } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { GroupsPicker } from '../groups/groups-picker';
import type { Audience, ViewDraft } from './view-draft';
import classes from './view-form.module.css';

const AUDIENCES: Audience[] = ['everybody', 'groups', 'me'];

type Props = {
  draft: ViewDraft;
  problem: string | undefined;
  onChange: (part: Partial<ViewDraft>) => void;
};

/** Who sees a view. Agents make views for themselves; views for others are the admins'. */
export function AudienceField({ draft, problem, onChange }: Props) {
  const t = useT();
  const { role } = useMe();
  if (role !== 'admin') {
    return (
      <Input.Wrapper label={t('viewForm.audience')} labelElement="div">
        <p className={classes.faint}>{t('viewForm.agentsOwn')}</p>
      </Input.Wrapper>
    );
  }
  return (
    <Input.Wrapper label={t('viewForm.audience')} error={problem} labelElement="div">
      <div className={classes.audience}>
        <SegmentedControl
          aria-label={t('viewForm.audience')}
          value={draft.audience}
          onChange={(audience) => onChange({ audience: audience as Audience })}
          data={AUDIENCES.map((value) => ({ value, label: t(`viewForm.audience.${value}`) }))}
        />
        {draft.audience === 'groups' && (
          <GroupsPicker
            name={draft.title}
            chosen={draft.groupIds}
            onChange={(groupIds) => onChange({ groupIds })}
          />
        )}
      </div>
    </Input.Wrapper>
  );
}
