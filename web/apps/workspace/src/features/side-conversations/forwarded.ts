import type { Comment, Conversation, Id } from '@guichet/api';
import type { Translate } from '@/i18n/texts';
import { type Clock, fullTime } from '@/shared/time/format';
import { EMPTY_SIDE_DRAFT, type SideDraft } from './side-draft';

/**
 * A mail that forwards one message, or what was said in public on the ticket: the words to begin with, and the files to
 * choose from. Addresses are not among the words.
 */
export function forwardedDraft(
  conversation: Conversation,
  commentId: Id | null,
  t: Translate,
  clock: Clock,
): SideDraft {
  const { ticket, comments, users } = conversation;
  const chosen = comments.filter((comment) =>
    commentId === null ? comment.public : comment.id === commentId,
  );
  const nameOf = ({ author_id }: Comment) =>
    users.find((user) => user.id === author_id)?.name ?? t('common.unknownPerson');
  const quotes = chosen.map((comment) => {
    const time = fullTime(comment.created_at, clock);
    const line = t('side.forwardedFrom', { name: nameOf(comment), time });
    return `<p><strong>${escaped(line)}</strong></p><blockquote>${comment.html_body}</blockquote>`;
  });
  const files = chosen.flatMap(({ attachments }) => attachments);
  return {
    ...EMPTY_SIDE_DRAFT,
    subject: t('side.forwardSubject', { subject: ticket.subject ?? '' }),
    html: `<p></p><p>— ${escaped(t('side.forwardedMessage'))} —</p>${quotes.join('')}`,
    files: files.map(({ id, file_name, size, inline }) => ({
      id,
      file_name,
      size,
      goesAlong: !inline,
    })),
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
