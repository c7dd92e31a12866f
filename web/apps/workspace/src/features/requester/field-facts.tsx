import type { FieldValue, FieldValues } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type Field, recordFieldsQuery } from '@/features/ticket-fields/api';
import { useNamed } from '@/features/ticket-fields/use-lookup';
import { valueText } from '@/features/ticket-fields/value-text';
import { isEmpty, typedOf } from '@/features/ticket-fields/values';
import { useI18n } from '@/i18n/provider';
import { Fact } from './fact';
import classes from './requester.module.css';

type Props = {
  owner: 'user' | 'organization';
  title: string;
  values: FieldValues | undefined;
};

/** What the desk's own fields hold of someone; nothing at all where they hold nothing. */
export function FieldFacts({ owner, title, values }: Props) {
  const { data: fields = [] } = useQuery(recordFieldsQuery(owner));
  const valueIn = (field: Field) => values?.[field.key ?? ''] ?? null;
  const told = fields.filter((field) => field.active && !isEmpty(valueIn(field)));
  if (told.length === 0) return null;
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{title}</h2>
      <dl>
        {told.map((field) => (
          <Fact key={field.id} label={field.title}>
            <Value field={field} value={valueIn(field)} />
          </Fact>
        ))}
      </dl>
    </section>
  );
}

function Value({ field, value }: { field: Field; value: FieldValue }) {
  const { t, locale } = useI18n();
  const isLookup = field.type === 'lookup';
  const named = useNamed(
    isLookup ? (field.relationship_target_type ?? null) : null,
    isLookup ? typedOf(value) : '',
  );
  if (!isLookup) return <span className={classes.long}>{valueText(field, value, locale, t)}</span>;
  return named.path ? <Link to={named.path}>{named.text}</Link> : named.text;
}
