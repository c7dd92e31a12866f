import type { AuditEvent } from '@guichet/api';
import type { Translate } from '@/i18n/texts';

type State = { title: string; done_at: string | null } | null | undefined;

/** What happened to a task, behind the name of who did it. */
export function taskWords(event: AuditEvent, t: Translate): string {
  const before = event.previous_value as State;
  const after = event.value as State;
  const title = after?.title ?? before?.title ?? '';
  if (!before) return t('tasks.did.add', { title });
  if (!after) return t('tasks.did.remove', { title });
  if (!before.done_at && after.done_at) return t('tasks.did.finish', { title });
  if (before.done_at && !after.done_at) return t('tasks.did.reopen', { title });
  return t('tasks.did.change', { title });
}
