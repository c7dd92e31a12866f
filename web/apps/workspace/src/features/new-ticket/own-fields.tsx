import type { FieldEntry, Status } from '@guichet/api';
import type { TicketField } from '@/features/ticket-fields/api';
import { FieldInput } from '@/features/ticket-fields/field-input';
import { refusalOf } from '@/features/ticket-fields/refusal';
import { startingValue, withValues } from '@/features/ticket-fields/values';
import type { ShownField } from '@/features/ticket-forms/rules';
import { useT } from '@/i18n/provider';
import classes from './own-fields.module.css';

type Props = {
  /** Those the ticket has by its form and what is filled in. */
  fields: readonly ShownField<TicketField>[];
  /** The status it will have. */
  status: Status;
  values: FieldEntry[] | undefined;
  /** The error of the last try, whose fields at fault are marked. */
  refusal: unknown;
  onChange: (values: FieldEntry[]) => void;
};

/** The desk's own fields of a ticket to be; those with a default option begin with it. */
export function OwnFields({ fields, status, values, refusal, onChange }: Props) {
  const t = useT();
  if (fields.length === 0) return null;
  return (
    <div className={classes.fields}>
      {fields.map(({ field, requiredOn }) => (
        <div key={field.id} data-kind={field.type}>
          <FieldInput
            field={field}
            value={startingValue(field, values)}
            isRequired={requiredOn.includes(status)}
            error={refusalOf(field, refusal, t)}
            onChange={(value) => onChange(withValues(values, [{ id: field.id, value }]))}
          />
        </div>
      ))}
    </div>
  );
}
