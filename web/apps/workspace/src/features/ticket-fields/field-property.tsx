import type { FieldValue, Status, Ticket } from '@guichet/api';
import type { ReactNode } from 'react';
import { Property } from '@/features/properties/property';
import properties from '@/features/properties/property-list.module.css';
import { useChangeTicket } from '@/features/tickets/use-change-ticket';
import { useI18n } from '@/i18n/provider';
import { CheckBox } from '@/shared/ui';
import type { TicketField } from './api';
import { FieldLabel } from './field-label';
import classes from './field-properties.module.css';
import { InlineValue } from './inline-value';
import { optionList } from './option-list';
import { refusalOf } from './refusal';
import { useRefusal } from './refused';
import { FINDERS, useNamed } from './use-lookup';
import { valueText } from './value-text';
import { chosenOf, isEmpty, toggled, typedOf, valueIn } from './values';

type Props = {
  field: TicketField;
  /** The statuses that the ticket cannot get while the field is empty, and whether it is about to get one of them. */
  requiredOn: readonly Status[];
  isRequired: boolean;
  ticket: Ticket;
  isReadOnly: boolean;
};
type ControlProps = Props & {
  value: FieldValue;
  problem: string | undefined;
  onSave: (value: FieldValue, onRefused?: () => void) => void;
};

/** One of the desk's own fields beside a conversation, saved as soon as it is changed. */
export function FieldProperty(props: Props) {
  const { field, ticket } = props;
  const { t } = useI18n();
  const changing = useChangeTicket(ticket.id);
  const refusal = useRefusal(ticket.id);
  const problem = refusalOf(field, changing.error ?? refusal, t);
  const save: ControlProps['onSave'] = (value, onRefused) => {
    const change = { custom_fields: [{ id: field.id, value }] };
    changing.mutate({ change }, { onError: onRefused });
  };
  const value = valueIn(ticket.custom_fields, field.id);
  return (
    <>
      <Control {...props} value={value} problem={problem} onSave={save} />
      {problem && (
        <div>
          <dt className={classes.hidden}>{field.title}</dt>
          <dd>
            <p id={`problem-${field.id}`} role="alert" className={classes.problem}>
              {problem}
            </p>
          </dd>
        </div>
      )}
    </>
  );
}

function Control(props: ControlProps) {
  switch (props.field.type) {
    case 'tagger':
    case 'multiselect':
      return <OptionsControl {...props} />;
    case 'lookup':
      return <LookupControl {...props} />;
    default:
      return <PlainControl {...props} />;
  }
}

function PlainControl(props: ControlProps) {
  const { field, value, isReadOnly, problem, onSave } = props;
  const { t, locale } = useI18n();
  return (
    <div className={properties.row}>
      <dt>
        <FieldLabel {...props} />
      </dt>
      <dd>
        {field.type === 'checkbox' && !isReadOnly ? (
          <span className={properties.value}>
            <CheckBox
              label={field.title}
              checked={value === true}
              onChange={() => onSave(value !== true)}
            />
          </span>
        ) : isReadOnly ? (
          <span className={properties.value}>{valueText(field, value, locale, t)}</span>
        ) : (
          <InlineValue field={field} value={value} problem={problem} onSave={onSave} />
        )}
      </dd>
    </div>
  );
}

function OptionsControl(props: ControlProps) {
  const { field, value, isReadOnly, onSave } = props;
  const { t, locale } = useI18n();
  const isSeveral = field.type === 'multiselect';
  const chosen = chosenOf(value);
  return (
    <Property
      name={`field.${field.id}`}
      label={field.title}
      shownLabel={<FieldLabel {...props} />}
      isReadOnly={isReadOnly}
      isFiltered
      staysOpen={isSeveral}
      noneLabel={isSeveral || isEmpty(value) ? undefined : t('fields.none')}
      useOptions={(typed) => optionList(field.custom_field_options ?? [], typed)}
      chosen={chosen}
      onPick={(option) => onSave(isSeveral ? toggled(value, option) : option || null)}
    >
      <Shown isLong={isSeveral}>{valueText(field, value, locale, t)}</Shown>
    </Property>
  );
}

function LookupControl(props: ControlProps) {
  const { field, value, isReadOnly, onSave } = props;
  const { t } = useI18n();
  const target = field.relationship_target_type ?? 'zen:user';
  const named = useNamed(target, typedOf(value));
  return (
    <Property
      name={`field.${field.id}`}
      label={field.title}
      shownLabel={<FieldLabel {...props} />}
      isReadOnly={isReadOnly}
      isFiltered
      emptyText={t('fields.typeToFind')}
      noneLabel={isEmpty(value) ? undefined : t('fields.none')}
      useOptions={FINDERS[target]}
      chosen={chosenOf(value)}
      onPick={(id) => onSave(id || null)}
    >
      <Shown>{named.text}</Shown>
    </Property>
  );
}

/** The value in words, or that there is none. */
function Shown({ isLong = false, children }: { isLong?: boolean; children: ReactNode }) {
  const { t } = useI18n();
  return children ? (
    <span className={isLong ? classes.lines : properties.ellipsis}>{children}</span>
  ) : (
    <span className={properties.empty}>{t('details.add')}</span>
  );
}
