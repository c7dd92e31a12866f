import type { AuditEvent } from '@guichet/api';
import type { Translate } from '@/i18n/texts';
import { type Clock, comingTime } from '@/shared/time/format';

/** What an event of type `Snooze` says. */
export function snoozeWords({ value }: AuditEvent, clock: Clock, t: Translate): string {
  if (typeof value !== 'string') return t('snooze.ended');
  if (value === 'next_reply') return t('snooze.waits');
  return t('snooze.until', { time: comingTime(value, clock) });
}
