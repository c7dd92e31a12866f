import type { Id, Restriction, User } from '@guichet/api';

/** Who a view or a macro is for: everybody, the members of teams, or one person. */
export type Audience =
  | { kind: 'everybody' }
  | { kind: 'groups'; ids: Id[] }
  | { kind: 'person'; id: Id };

export function audienceOf(restriction: Restriction): Audience {
  if (restriction === null) return { kind: 'everybody' };
  const ids = idsOf(restriction);
  if (restriction.type === 'Group') return { kind: 'groups', ids };
  return { kind: 'person', id: ids[0] ?? 0 };
}

export function restrictionOf(audience: Audience): Restriction {
  if (audience.kind === 'everybody') return null;
  if (audience.kind === 'person') return { type: 'User', id: audience.id };
  return { type: 'Group', ids: audience.ids };
}

/** Whether it is for nobody but this person. */
export function isOnlyFor(restriction: Restriction | undefined, { id }: Pick<User, 'id'>): boolean {
  return restriction?.type === 'User' && idsOf(restriction).includes(id);
}

/** Whether someone may change what has this restriction: administrators all, agents their own. */
export function mayChange(
  { restriction }: { restriction: Restriction },
  me: Pick<User, 'id' | 'role'>,
): boolean {
  return me.role === 'admin' || isOnlyFor(restriction, me);
}

const idsOf = ({ id, ids }: NonNullable<Restriction>) => ids ?? (id === undefined ? [] : [id]);
