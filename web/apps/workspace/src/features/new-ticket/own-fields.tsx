import type { FieldEntry } from '@guichet/api';
import type { TicketField } from '@/features/ticket-fields/api';
import { FieldInput } from '@/features/ticket-fields/field-input';
import { refusalOf } from '@/features/ticket-fields/refusal';
import { startingValue, withValues } from '@/features/ticket-fields/values';
import { useT } from '@/i18n/provider';
import classes from './own-fields.module.css';

type Props = {
  fields: readonly TicketField[];
  values: FieldEntry[] | undefined;
  /** The error of the last try, whose fields at fault are marked. */
  refusal: unknown;
  onChange: (values: FieldEntry[]) => void;
};

/** The desk's own fields of a ticket to be; those with a default option begin with it. */
export function OwnFields({ fields, values, refusal, onChange }: Props) {
  const t = useT();
  const active = fields.filter((field) => field.active);
  if (active.length === 0) return null;
  return (
    <div className={classes.fields}>
      {active.map((field) => (
        <div key={field.id} data-kind={field.type}>
          <FieldInput
            field={field}
            value={startingValue(field, values)}
            error={refusalOf(field, refusal, t)}
            onChange={(value) => onChange(withValues(values, [{ id: field.id, value }]))}
          />
        </div>
      ))}
    </div>
  );
}
