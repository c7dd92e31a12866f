import { ApiError, type AuditEvent } from '@guichet/api';
import type { Translate } from '@/i18n/texts';
import { describeError } from '@/shared/ui';

/** What an event of type `Merge` or `Unmerge` says, seen from the ticket that it is told on. */
export function mergeWords({ type, from, into, ticket }: AuditEvent, t: Translate): string {
  const number = `#${from ?? into ?? ticket}`;
  if (type === 'Merge') return t(into ? 'merging.wasMerged' : 'merging.took', { number });
  return t(from ? 'merging.wasParted' : 'merging.gaveBack', { number });
}

/** Why tickets were not merged: which of them stands in the way. */
export function describeRefusal(error: unknown, t: Translate): string {
  const details = error instanceof ApiError ? error.details : {};
  const [fault] = [...(details.ids ?? []), ...(details.target ?? [])];
  if (!fault) return describeError(error, t);
  if (fault.error === 'TooLong') return t('merging.tooMany');
  return t('merging.cannot', { number: `#${fault.value}` });
}
