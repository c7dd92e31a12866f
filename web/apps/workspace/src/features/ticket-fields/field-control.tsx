import type { FieldValue } from '@guichet/api';
import { PickProperty } from '@/features/properties/pick-property';
import properties from '@/features/properties/property-list.module.css';
import { useI18n } from '@/i18n/provider';
import { CheckBox } from '@/shared/ui';
import { FieldLabel, type LabelProps } from './field-label';
import classes from './field-properties.module.css';
import { InlineValue, problemId } from './inline-value';
import { optionList } from './option-list';
import { FINDERS, useNamed } from './use-lookup';
import { valueText } from './value-text';
import { chosenOf, isEmpty, toggled, typedOf } from './values';

type Props = LabelProps & {
  value: FieldValue;
  /** Why the last value was refused. */
  problem: string | undefined;
  isReadOnly: boolean;
  onSave: (value: FieldValue, onRefused?: () => void) => void;
};

/** One of the desk's own fields and its value, changed where it stands. */
export function FieldControl(props: Props) {
  const { field, problem } = props;
  return (
    <>
      <Control {...props} />
      {problem && (
        <div>
          <dt className={properties.hidden}>{field.title}</dt>
          <dd>
            <p id={problemId(field)} role="alert" className={classes.problem}>
              {problem}
            </p>
          </dd>
        </div>
      )}
    </>
  );
}

function Control(props: Props) {
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

function PlainControl(props: Props) {
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

function OptionsControl(props: Props) {
  const { field, value, isReadOnly, onSave } = props;
  const { t, locale } = useI18n();
  const isSeveral = field.type === 'multiselect';
  const shown = valueText(field, value, locale, t);
  return (
    <PickProperty
      label={field.title}
      shownLabel={<FieldLabel {...props} />}
      isReadOnly={isReadOnly}
      isFiltered
      staysOpen={isSeveral}
      noneLabel={isSeveral || isEmpty(value) ? undefined : t('fields.none')}
      useOptions={(typed) => optionList(field.custom_field_options ?? [], typed)}
      chosen={chosenOf(value)}
      onPick={(option) => onSave(isSeveral ? toggled(value, option) : option || null)}
    >
      {shown && <span className={isSeveral ? classes.lines : properties.ellipsis}>{shown}</span>}
    </PickProperty>
  );
}

function LookupControl(props: Props) {
  const { field, value, isReadOnly, onSave } = props;
  const { t } = useI18n();
  const target = field.relationship_target_type ?? 'zen:user';
  const named = useNamed(target, typedOf(value));
  return (
    <PickProperty
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
      {named.text && <span className={properties.ellipsis}>{named.text}</span>}
    </PickProperty>
  );
}
