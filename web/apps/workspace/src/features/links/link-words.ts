import type { AuditEvent } from '@guichet/api';
import type { Translate } from '@/i18n/texts';

/** What an event of type `Link`, `Unlink` or `Split` says, seen from the ticket that it is told on. */
export function linkWords({ type, kind, from, ticket }: AuditEvent, t: Translate): string {
  const number = `#${from ?? ticket}`;
  if (type === 'Split') return t(from ? 'links.told.splitFrom' : 'links.told.splitTo', { number });
  if (type === 'Unlink') return t('links.told.unlinked', { number });
  return t(`links.told.${kind ?? 'related'}`, { number });
}
