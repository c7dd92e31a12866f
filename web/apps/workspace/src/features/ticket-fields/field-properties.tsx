import type { Conversation } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import properties from '@/features/properties/property-list.module.css';
import { FormProperty } from '@/features/ticket-forms/form-property';
import { shownFields } from '@/features/ticket-forms/rules';
import { useStatusToBe } from '@/features/ticket-forms/status-being-set';
import { formOf, useForms } from '@/features/ticket-forms/use-forms';
import { useT } from '@/i18n/provider';
import { fieldsQuery } from './api';
import classes from './field-properties.module.css';
import { FieldProperty } from './field-property';

/** The desk's own fields that a ticket has by its form and its values, in their order. */
export function FieldProperties({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const { data: fields = [] } = useQuery(fieldsQuery);
  const forms = useForms();
  const { ticket, can } = conversation;
  const status = useStatusToBe(ticket);
  const form = formOf(ticket.ticket_form_id, forms);
  const shown = shownFields(form, fields, ticket.custom_fields);
  if (shown.length === 0 && forms.length === 0) return null;
  return (
    <section className={properties.section}>
      <h2 className={properties.heading}>{t('fields.title')}</h2>
      <dl className={classes.rows}>
        <FormProperty ticket={ticket} isReadOnly={!can.edit} />
        {shown.map(({ field, requiredOn }) => (
          <FieldProperty
            key={`${ticket.id}.${field.id}`}
            field={field}
            requiredOn={requiredOn}
            isRequired={requiredOn.includes(status)}
            ticket={ticket}
            isReadOnly={!can.edit}
          />
        ))}
      </dl>
    </section>
  );
}
