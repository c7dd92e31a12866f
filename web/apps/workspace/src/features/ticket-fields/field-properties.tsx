import type { Conversation } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import properties from '@/features/properties/property-list.module.css';
import { useT } from '@/i18n/provider';
import { fieldsQuery } from './api';
import classes from './field-properties.module.css';
import { FieldProperty } from './field-property';

/** The desk's own fields of a ticket in their order, those that are in use. */
export function FieldProperties({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const { data: fields = [] } = useQuery(fieldsQuery);
  const active = fields.filter((field) => field.active);
  const { ticket, can } = conversation;
  if (active.length === 0) return null;
  return (
    <section className={properties.section}>
      <h2 className={properties.heading}>{t('fields.title')}</h2>
      <dl className={classes.rows}>
        {active.map((field) => (
          <FieldProperty
            key={`${ticket.id}.${field.id}`}
            field={field}
            ticket={ticket}
            isReadOnly={!can.edit}
          />
        ))}
      </dl>
    </section>
  );
}
