import type { AuditEvent, Status } from '@guichet/api';
import type { Translate } from '@/i18n/texts';
import { categoryOf, firstOf, type NamedStatus, statusName } from './statuses';

const STATUS = 'status';
const CUSTOM = 'custom_status_id';

/**
 * One event for where a ticket stands, where an audit tells of its category and of its name. Null stands for the
 * first status of the category, which is known here when the category changed too.
 */
export function withOneStatus(events: readonly AuditEvent[]): AuditEvent[] {
  const category = events.find((event) => event.field_name === STATUS);
  return events.flatMap((event) => {
    if (event.field_name === CUSTOM) {
      const value = event.value ?? category?.value ?? null;
      const previous_value = event.previous_value ?? category?.previous_value ?? null;
      return [{ ...event, field_name: STATUS, value, previous_value }];
    }
    const isTold = event === category && events.some((each) => each.field_name === CUSTOM);
    return isTold ? [] : [event];
  });
}

/**
 * One side of such an event in words: a category's name stands for its first status, a number for a status by its
 * id, and nothing for the first status of the category that the other side is in.
 */
export function statusWords(
  value: unknown,
  otherSide: unknown,
  statuses: readonly NamedStatus[],
  t: Translate,
): string {
  const named = (id: unknown) => statuses.find((status) => status.id === Number(id));
  const first = (status: NamedStatus | undefined) =>
    status && named(firstOf(status.status_category));
  if (isStatus(value)) {
    const found = value === 'closed' ? undefined : named(firstOf(categoryOf(value)));
    return found ? statusName(found, t) : t(`status.${value}`);
  }
  const found = value === null || value === undefined ? first(named(otherSide)) : named(value);
  return found ? statusName(found, t) : t('statuses.removed');
}

const NAMES: Status[] = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];
const isStatus = (value: unknown): value is Status => NAMES.includes(value as Status);
