import type { Id, Status } from '@guichet/api';
import { GIVEN_STATUSES } from '@/features/tickets/given-statuses';
import type { Translate } from '@/i18n/texts';
import type { CustomStatus } from './api';

/** What a status means to clocks, views and customers; closed tickets keep what they were solved as. */
export type Category = Exclude<Status, 'closed'>;

export const CATEGORIES = [
  'new',
  'open',
  'pending',
  'hold',
  'solved',
] as const satisfies Category[];

export const categoryOf = (status: Status): Category => (status === 'closed' ? 'solved' : status);

/** The id of the status with which a category begins; every desk has it. */
export const firstOf = (category: Category): Id => CATEGORIES.indexOf(category) + 1;

/** What of a status decides where it is offered and what it is called. */
export type NamedStatus = Pick<
  CustomStatus,
  'id' | 'status_category' | 'raw_agent_label' | 'active' | 'default'
>;

/** The statuses of a desk that named none, which are also those shown until a desk's own are read. */
export const PLAIN_STATUSES: NamedStatus[] = CATEGORIES.map(plainStatus);

/** A category's first status as it is on every desk at first. */
export function plainStatus(category: Category): NamedStatus {
  return {
    id: firstOf(category),
    status_category: category,
    raw_agent_label: '',
    active: true,
    default: true,
  };
}

/** Whether a desk has statuses beside the categories themselves. */
export const hasOwn = (statuses: readonly NamedStatus[]) => statuses.length > CATEGORIES.length;

/** What agents call a status: the desk's label, else the category in the reader's language. */
export function statusName(
  { raw_agent_label, status_category }: Pick<NamedStatus, 'raw_agent_label' | 'status_category'>,
  t: Translate,
): string {
  return raw_agent_label || t(`status.${status_category}`);
}

/** Where a ticket stands, as far as a ticket to be or a change says it. */
export type Standing = { status: Status; custom_status_id?: Id };

/**
 * The custom status behind a standing. The category decides: where the id is of another one, or missing, it is the
 * category's default, which is what the server gives.
 */
export function standingOf<S extends NamedStatus>(
  { status, custom_status_id }: Standing,
  statuses: readonly S[],
): S | undefined {
  const inCategory = statuses.filter((each) => each.status_category === categoryOf(status));
  return (
    inCategory.find((each) => each.id === custom_status_id) ??
    inCategory.find((each) => each.default)
  );
}

/** A standing in words. */
export function standingName(
  standing: Standing,
  statuses: readonly NamedStatus[],
  t: Translate,
): string {
  const found = standing.status === 'closed' ? undefined : standingOf(standing, statuses);
  return found ? statusName(found, t) : t(`status.${standing.status}`);
}

/** The name of a ticket's status where it says more than its shape does; null for a category's own. */
export function ownName(
  standing: Standing,
  statuses: readonly NamedStatus[],
  t: Translate,
): string | null {
  const found = standing.status === 'closed' ? undefined : standingOf(standing, statuses);
  return found && found.id !== firstOf(found.status_category) ? statusName(found, t) : null;
}

/** The statuses an agent can give a ticket. One that is new can become new in another way, others not again. */
export function givenTo<S extends NamedStatus>(
  statuses: readonly S[],
  from?: Status,
  order: readonly Category[] = GIVEN_STATUSES,
): S[] {
  const active = statuses.filter((status) => status.active);
  const ofCategory = (category: Category) =>
    active.filter((status) => status.status_category === category);
  const fresh = from === 'new' && ofCategory('new').length > 1 ? ofCategory('new') : [];
  return [...fresh, ...order.flatMap(ofCategory)];
}

/** What sets a status on a ticket. */
export function settingOf(status: NamedStatus): { status: Status; custom_status_id: Id } {
  return { status: status.status_category, custom_status_id: status.id };
}
