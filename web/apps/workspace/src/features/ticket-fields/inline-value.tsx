import type { FieldValue } from '@guichet/api';
import type { ComponentProps } from 'react';
import { useI18n } from '@/i18n/provider';
import { InlineText } from '@/shared/ui/inline-text';
import type { TicketField } from './api';
import { valueText } from './value-text';
import { typedOf, valueFrom } from './values';

type Props = {
  field: TicketField;
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
      problemId={`problem-${field.id}`}
      onSave={(typed, onRefused) => onSave(valueFrom(field.type, typed), onRefused)}
    />
  );
}

type InlineProps = ComponentProps<typeof InlineText>;

const KINDS: Partial<Record<TicketField['type'], InlineProps['kind']>> = {
  textarea: 'lines',
  date: 'date',
};

const INPUT_MODES: Partial<Record<TicketField['type'], InlineProps['inputMode']>> = {
  integer: 'numeric',
  decimal: 'decimal',
};
