import type { FieldValue, FieldValues, Organization, User } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import classes from '@/features/properties/property-list.module.css';
import { type Field, recordFieldsQuery } from '@/features/ticket-fields/api';
import { FieldControl } from '@/features/ticket-fields/field-control';
import { refusalOf } from '@/features/ticket-fields/refusal';
import { useT } from '@/i18n/provider';
import { useChangeOrganization, useChangePerson } from './use-change';

type PersonProps = { person: User; isReadOnly: boolean };

/** The desk's own fields of a person. */
export function PersonFields({ person, isReadOnly }: PersonProps) {
  const { change, error } = useChangePerson(person.id);
  return (
    <RecordFields
      owner="user"
      values={person.user_fields}
      error={error}
      isReadOnly={isReadOnly}
      onChange={(user_fields, onError) => change({ user_fields }, { onError })}
    />
  );
}

/** The desk's own fields of an organization. */
export function OrganizationFields({ organization }: { organization: Organization }) {
  const { change, error } = useChangeOrganization(organization.id);
  return (
    <RecordFields
      owner="organization"
      values={organization.organization_fields}
      error={error}
      isReadOnly={false}
      onChange={(organization_fields, onError) => change({ organization_fields }, { onError })}
    />
  );
}

type Props = {
  owner: 'user' | 'organization';
  values: FieldValues | undefined;
  /** The refusal of the last change. */
  error: unknown;
  isReadOnly: boolean;
  onChange: (values: FieldValues, onRefused?: () => void) => void;
};

/** The fields in use in their order; nothing at all where the desk has none. */
function RecordFields({ owner, values, error, isReadOnly, onChange }: Props) {
  const t = useT();
  const { data: fields = [] } = useQuery(recordFieldsQuery(owner));
  const used = fields.filter((field) => field.active);
  if (used.length === 0) return null;
  const keyOf = (field: Field) => field.key ?? '';
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{t('fields.title')}</h2>
      <dl>
        {used.map((field) => (
          <FieldControl
            key={field.id}
            field={field}
            value={values?.[keyOf(field)] ?? null}
            problem={refusalOf(field, `${owner}_fields.${keyOf(field)}`, error, t)}
            isReadOnly={isReadOnly}
            onSave={(value: FieldValue, onRefused) =>
              onChange({ [keyOf(field)]: value }, onRefused)
            }
          />
        ))}
      </dl>
    </section>
  );
}
