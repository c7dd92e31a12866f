import type { Status } from '@guichet/api';
import { useT } from '@/i18n/provider';
import type { Field } from './api';
import classes from './field-properties.module.css';

export type LabelProps = {
  field: Field;
  /** The statuses that a ticket cannot get while the field is empty, and whether it is about to get one of them. */
  requiredOn?: readonly Status[];
  isRequired?: boolean;
};

/** A field's name: marked where it must be filled in now, and saying for which statuses it must. */
export function FieldLabel({ field, requiredOn = [], isRequired = false }: LabelProps) {
  const t = useT();
  const statuses = requiredOn.map((status) => t(`status.${status}`)).join(', ');
  const hints = [field.agent_description, statuses && t('forms.neededFor', { statuses })];
  return (
    <span title={hints.filter(Boolean).join(' · ') || undefined}>
      {field.title}
      {isRequired && (
        <span className={classes.required} role="img" aria-label={t('forms.required')}>
          *
        </span>
      )}
    </span>
  );
}
