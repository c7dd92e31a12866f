import type { FieldValue } from '@guichet/api';
import type { ComponentProps } from 'react';
import { useI18n } from '@/i18n/provider';
import { InlineText } from '@/shared/ui/inline-text';
import type { Field } from './api';
import { valueText } from './value-text';
import { typedOf, valueFrom } from './values';

type Props = {
  field: Field;
  value: FieldValue;
  /** Why the last value was refused. */
  problem: string | undefined;
  onSave: (value: FieldValue, onRefused: () => void) => void;
};

/** A text, number or day of the desk's own, changed where it stands. */
export function InlineValue({ field, value, problem, onSave }: Props) {
  const { t, locale } = useI18n();
  return (
    <InlineText
      label={field.title}
      text={valueText(field, value, locale, t)}
      typed={typedOf(value)}
      kind={KINDS[field.type] ?? 'text'}
      inputMode={INPUT_MODES[field.type]}
      problem={problem}
      problemId={problemId(field)}
      onSave={(typed, onRefused) => onSave(valueFrom(field.type, typed), onRefused)}
    />
  );
}

/** The element that says why a value was refused. */
export const problemId = ({ id }: Pick<Field, 'id'>) => `problem-${id}`;

type InlineProps = ComponentProps<typeof InlineText>;

const KINDS: Partial<Record<Field['type'], InlineProps['kind']>> = {
  textarea: 'lines',
  date: 'date',
};

const INPUT_MODES: Partial<Record<Field['type'], InlineProps['inputMode']>> = {
  integer: 'numeric',
  decimal: 'decimal',
};
