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
  const isChosen = ticket_form_id !== undefined;
  const active = forms.filter((form) => form.active);
  const form = isChosen ? formOf(ticket_form_id, active) : defaultForm(forms);
  const values = fields.map((field) => ({
    id: field.id,
    value: startingValue(field, custom_fields),
  }));
  const shown = shownFields(form, fields, values);
  return {
    id: form?.id ?? null,
    /** Left to the desk as long as none was chosen. */
    idToSend: isChosen ? (form?.id ?? null) : undefined,
    shown,
    /** What fields that are not shown hold is not sent. */
    valuesToSend: () =>
      valuesToSend(
        shown.map(({ field }) => field),
        custom_fields,
      ),
  };
}
