import { api, type Id } from '@guichet/api';

/** What is said on the ticket that stays, if anything. */
export type MergeComment = { text: string; isPublic: boolean };

/** Merges tickets into one, all or none. */
export function mergeTickets(target: Id, ids: readonly Id[], { text, isPublic }: MergeComment) {
  const said = text.trim()
    ? { target_comment: text.trim(), target_comment_is_public: isPublic }
    : {};
  return api.post<void>(`/tickets/${target}/merge`, { ids, ...said });
}

/** Takes a merge back: the ticket stands as it stood before. */
export function unmergeTicket(id: Id) {
  return api.post<void>(`/tickets/${id}/unmerge`);
}
