import type { Comment, Conversation, Ticket, User } from '@guichet/api';

/** Something that was said, on which ticket and by whom. */
export type Moment = { comment: Comment; author: User | undefined; ticket: Ticket };

/** What was said on several tickets as one story, the newest first, each message once. */
export function momentsOf(conversations: readonly Conversation[]): Moment[] {
  const moments = conversations.flatMap(({ ticket, comments, users }) =>
    comments
      // What was merged in is told on its own ticket.
      .filter((comment) => comment.ticket_id === ticket.id)
      .map((comment) => ({
        comment,
        ticket,
        author: users.find((user) => user.id === comment.author_id),
      })),
  );
  return moments.sort(
    ({ comment: a }, { comment: b }) => b.created_at.localeCompare(a.created_at) || b.id - a.id,
  );
}
