import { Input, SegmentedControl } from '@mantine/core';
import { useMe } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { GroupsPicker } from '../groups/groups-picker';
import type { Audience } from './audience';
import classes from './audience-field.module.css';
import { useAudienceName } from './audience-name';

type Props = {
  audience: Audience;
  /** What the view or macro is called, for screen readers. */
  title: string;
  error: string | undefined;
  onChange: (audience: Audience) => void;
};

/** Who sees a view or a macro. Agents make them for themselves only. */
export function AudienceField({ audience, title, error, onChange }: Props) {
  const t = useT();
  const me = useMe();
  // What is somebody else's own stays theirs.
  const owner = audience.kind === 'person' ? audience.id : me.id;
  const ownerName = useAudienceName({ type: 'User', id: owner }) ?? '';
  if (me.role !== 'admin') {
    return (
      <Input.Wrapper label={t('audience.title')} labelElement="div">
        <p className={classes.fixed}>{t('audience.agentsOwn')}</p>
      </Input.Wrapper>
    );
  }
  const kinds: Record<Audience['kind'], Audience> = {
    everybody: { kind: 'everybody' },
    groups: { kind: 'groups', ids: audience.kind === 'groups' ? audience.ids : [] },
    person: { kind: 'person', id: owner },
  };
  return (
    <Input.Wrapper label={t('audience.title')} error={error} labelElement="div">
      <div className={classes.audience}>
        <SegmentedControl
          aria-label={t('audience.title')}
          value={audience.kind}
          onChange={(kind) => onChange(kinds[kind as Audience['kind']])}
          data={[
            { value: 'everybody', label: t('audience.everybody') },
            { value: 'groups', label: t('groups.title') },
            { value: 'person', label: ownerName },
          ]}
        />
        {audience.kind === 'groups' && (
          <GroupsPicker
            name={title}
            chosen={audience.ids}
            onChange={(ids) => onChange({ kind: 'groups', ids })}
          />
        )}
      </div>
    </Input.Wrapper>
  );
}
