import { api, type Comment, type Sent } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

/** What a note said at a time. */
export type NoteVersion = Sent<'CommentVersionBody'>;

const path = ({ ticket_id, id }: Comment) => `/tickets/${ticket_id}/comments/${id}`;

/** Refused with 409 when there is a newer version than the one that was edited. */
export async function editNote(comment: Comment, html_body: string, version: number) {
  const body = { comment: { html_body, version } };
  return (await api.put<{ comment: Comment }>(path(comment), body)).comment;
}

/** What a note said, the first version first. */
export const noteVersionsQuery = (comment: Comment) =>
  queryOptions({
    queryKey: ['conversation', comment.ticket_id, 'note-versions', comment.id],
    queryFn: async () =>
      (await api.get<{ versions: NoteVersion[] }>(`${path(comment)}/versions`)).versions,
  });
