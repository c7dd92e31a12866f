import type { FieldValue, Status, Ticket } from '@guichet/api';
import { useChangeTicket } from '@/features/tickets/use-change-ticket';
import { useT } from '@/i18n/provider';
import type { TicketField } from './api';
import { FieldControl } from './field-control';
import { refusalOf } from './refusal';
import { useRefusal } from './refused';
import { fieldKey, valueIn } from './values';

type Props = {
  field: TicketField;
  requiredOn: readonly Status[];
  isRequired: boolean;
  ticket: Ticket;
  isReadOnly: boolean;
};

/** One of the desk's own fields beside a conversation, saved as soon as it is changed. */
export function FieldProperty({ field, ticket, ...label }: Props) {
  const t = useT();
  const changing = useChangeTicket(ticket.id);
  const refusal = useRefusal(ticket.id);
  const save = (value: FieldValue, onRefused?: () => void) => {
    const change = { custom_fields: [{ id: field.id, value }] };
    changing.mutate({ change }, { onError: onRefused });
  };
  return (
    <FieldControl
      {...label}
      field={field}
      value={valueIn(ticket.custom_fields, field.id)}
      problem={refusalOf(field, fieldKey(field.id), changing.error ?? refusal, t)}
      onSave={save}
    />
  );
}
