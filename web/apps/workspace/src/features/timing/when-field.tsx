import { TextInput } from '@mantine/core';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { fieldValue } from './times';

type Props = {
  /** As such a field holds it: `2026-11-23T08:00`. */
  value: string;
  /** Whether it was refused, as it is no time ahead. */
  isPast: boolean;
  hasFocus?: boolean;
  onChange: (value: string) => void;
};

/** A day and a time ahead, in the reader's zone. */
export function WhenField({ value, isPast, hasFocus, onChange }: Props) {
  const t = useT();
  const { timeZone, now } = useClock();
  return (
    <TextInput
      type="datetime-local"
      label={t('timing.when')}
      description={timeZone?.replaceAll('_', ' ')}
      min={fieldValue(now, timeZone)}
      value={value}
      error={isPast && t('timing.past')}
      data-autofocus={hasFocus || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
