import type { Status } from '@guichet/api';
import { useT } from '@/i18n/provider';
import type { TicketField } from './api';
import classes from './field-properties.module.css';

type Props = { field: TicketField; requiredOn: readonly Status[]; isRequired: boolean };

/** A field's name: marked where it must be filled in now, and saying for which statuses it must. */
export function FieldLabel({ field, requiredOn, isRequired }: Props) {
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
