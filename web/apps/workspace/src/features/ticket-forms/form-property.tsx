import type { Ticket } from '@guichet/api';
import { Property } from '@/features/properties/property';
import properties from '@/features/properties/property-list.module.css';
import { useChangeTicket } from '@/features/tickets/use-change-ticket';
import { useT } from '@/i18n/provider';
import { formOf, useFormOptions, useForms } from './use-forms';

type Props = { ticket: Ticket; isReadOnly: boolean };

/** The form of a ticket, where the desk has forms to choose from. */
export function FormProperty({ ticket, isReadOnly }: Props) {
  const t = useT();
  const { mutate } = useChangeTicket(ticket.id);
  const forms = useForms();
  const form = formOf(ticket.ticket_form_id, forms);
  if (!form && !forms.some((each) => each.active)) return null;
  return (
    <Property
      name="form"
      label={t('forms.form')}
      isReadOnly={isReadOnly}
      useOptions={useFormOptions}
      chosen={[String(form?.id ?? '')]}
      onPick={(id) => mutate({ change: { ticket_form_id: id ? Number(id) : null } })}
    >
      {form ? (
        <span className={properties.ellipsis}>{form.name}</span>
      ) : (
        <span className={properties.empty}>{t('forms.none')}</span>
      )}
    </Property>
  );
}
