import { Switch, TextInput } from '@mantine/core';
import { useT } from '@/i18n/provider';
import type { FieldDraft } from './field-draft';
import classes from './fields-page.module.css';

type Props = { draft: FieldDraft; onChange: (part: Partial<FieldDraft>) => void };

/** What a field asks of agents, and what customers see of it. */
export function FieldSwitches({ draft, onChange }: Props) {
  const t = useT();
  return (
    <div className={classes.switches}>
      <Switch
        label={t('fields.requiredToSolve')}
        checked={draft.isRequired}
        onChange={(event) => onChange({ isRequired: event.currentTarget.checked })}
      />
      <Switch
        label={t('fields.customersSee')}
        checked={draft.isVisible}
        onChange={(event) => onChange({ isVisible: event.currentTarget.checked })}
      />
      {draft.isVisible && (
        <>
          <Switch
            className={classes.within}
            label={t('fields.customersFill')}
            checked={draft.isEditable}
            onChange={(event) => onChange({ isEditable: event.currentTarget.checked })}
          />
          {draft.isEditable && (
            <Switch
              className={classes.within}
              label={t('fields.customersMust')}
              checked={draft.isRequiredInPortal}
              onChange={(event) => onChange({ isRequiredInPortal: event.currentTarget.checked })}
            />
          )}
          <TextInput
            label={t('fields.titleInPortal')}
            placeholder={draft.title}
            value={draft.titleInPortal}
            onChange={(event) => onChange({ titleInPortal: event.currentTarget.value })}
          />
          <TextInput
            label={t('fields.description')}
            value={draft.description}
            onChange={(event) => onChange({ description: event.currentTarget.value })}
          />
        </>
      )}
    </div>
  );
}
