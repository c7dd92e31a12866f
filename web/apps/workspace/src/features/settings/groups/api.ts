import { api, type CursorMeta, type Group, type Id, type Schemas } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

/** Who belongs to which team. */
export type Membership = Pick<Schemas['GroupMembershipBody'], 'id' | 'user_id' | 'group_id'>;

export const membershipsQuery = queryOptions({
  queryKey: ['groups', 'memberships'],
  queryFn: () => readMemberships(null),
});

type Page = { group_memberships: Membership[]; meta: CursorMeta };

/** Every page from the cursor on. */
async function readMemberships(after: string | null): Promise<Membership[]> {
  const query = { 'page[size]': '100', 'page[after]': after ?? undefined };
  const { group_memberships, meta } = await api.get<Page>('/group_memberships', query);
  if (!meta.has_more) return group_memberships;
  return [...group_memberships, ...(await readMemberships(meta.after_cursor))];
}

export async function createGroup(name: string): Promise<Group> {
  return (await api.post<{ group: Group }>('/groups', { group: { name } })).group;
}

export async function renameGroup(id: Id, name: string): Promise<Group> {
  return (await api.put<{ group: Group }>(`/groups/${id}`, { group: { name } })).group;
}

export function deleteGroup(id: Id) {
  return api.delete<void>(`/groups/${id}`);
}

export function addMember(groupId: Id, userId: Id) {
  const group_membership = { group_id: groupId, user_id: userId };
  return api.post<void>('/group_memberships', { group_membership });
}

export function removeMember(membershipId: Id) {
  return api.delete<void>(`/group_memberships/${membershipId}`);
}
