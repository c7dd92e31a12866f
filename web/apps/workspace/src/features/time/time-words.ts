import type { AuditEvent, Locale } from '@guichet/api';
import type { Translate } from '@/i18n/texts';
import { durationText } from './duration';

type State = { seconds: number } | null | undefined;

/** What happened to a time entry, behind the name of who did it. */
export function timeWords(event: AuditEvent, locale: Locale, t: Translate): string {
  const before = event.previous_value as State;
  const after = event.value as State;
  const time = durationText(after?.seconds ?? before?.seconds ?? 0, locale);
  if (!before) return t('time.did.add', { time });
  return t(after ? 'time.did.change' : 'time.did.remove', { time });
}
