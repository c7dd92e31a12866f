import { type Attachment, api, type Comment, type Id } from '@guichet/api';

/** Blots words out of a comment wherever it is kept; for good. */
export function redactWords({ ticket_id, id }: Comment, text: string) {
  return api.put<{ comment: Comment }>(`/tickets/${ticket_id}/comments/${id}/redact`, { text });
}

/** Puts an empty file in the place of one on a comment; for good. */
export function redactFile({ ticket_id, id }: Comment, file: Id) {
  const path = `/tickets/${ticket_id}/comments/${id}/attachments/${file}/redact`;
  return api.put<{ attachment: Attachment }>(path);
}
