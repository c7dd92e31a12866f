import { Input, SegmentedControl } from '@mantine/core';
import { useMe } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { GroupsPicker } from '../groups/groups-picker';
import { useAudienceName } from './audience-name';
import type { Audience } from './macro-draft';
import classes from './macros.module.css';

type Props = {
  audience: Audience;
  /** What the macro is called, for screen readers. */
  title: string;
  error: string | undefined;
  onChange: (audience: Audience) => void;
};

/** Who sees a macro. Agents make them for themselves only. */
export function AudienceField({ audience, title, error, onChange }: Props) {
  const t = useT();
  const me = useMe();
  const owner = audience.kind === 'person' ? audience.id : me.id;
  const ownerName = useAudienceName({ type: 'User', id: owner }) ?? '';
  if (me.role !== 'admin') {
    return (
      <Input.Wrapper label={t('macroForm.audience')} labelElement="div">
        <p className={classes.fixed}>{t('macroForm.agentsOwn')}</p>
      </Input.Wrapper>
    );
  }
  const kinds: Record<Audience['kind'], Audience> = {
    everybody: { kind: 'everybody' },
    groups: { kind: 'groups', ids: audience.kind === 'groups' ? audience.ids : [] },
    person: { kind: 'person', id: owner },
  };
  return (
    <Input.Wrapper label={t('macroForm.audience')} error={error} labelElement="div">
      <div className={classes.audience}>
        <SegmentedControl
          aria-label={t('macroForm.audience')}
          value={audience.kind}
          onChange={(kind) => onChange(kinds[kind as Audience['kind']])}
          data={[
            { value: 'everybody', label: t('macroForm.everybody') },
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
