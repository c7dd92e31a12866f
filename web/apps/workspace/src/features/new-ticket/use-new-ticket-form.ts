import { useQuery } from '@tanstack/react-query';
import { fieldsQuery } from '@/features/ticket-fields/api';
import { startingValue, valuesToSend } from '@/features/ticket-fields/values';
import { shownFields } from '@/features/ticket-forms/rules';
import { defaultForm, formOf, useForms } from '@/features/ticket-forms/use-forms';
import type { TicketFields } from '@/features/tickets/api';

/** The form of a ticket to be, the desk's default until another is chosen, and the fields that it shows. */
export function useNewTicketForm({ ticket_form_id, custom_fields }: TicketFields) {
  const { data: fields = [] } = useQuery(fieldsQuery);
  const forms = useForms();
  const form = ticket_form_id === undefined ? defaultForm(forms) : formOf(ticket_form_id, forms);
  const values = fields.map((field) => ({
    id: field.id,
    value: startingValue(field, custom_fields),
  }));
  const shown = shownFields(form, fields, values);
  return {
    id: form?.id ?? null,
    shown,
    /** What fields that are not shown hold is not sent. */
    valuesToSend: () =>
      valuesToSend(
        shown.map(({ field }) => field),
        custom_fields,
      ),
  };
}
