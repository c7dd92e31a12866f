import type { Id } from '@guichet/api';
import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '@/features/settings/confirm-dialog';
import { refreshTickets } from '@/features/tickets/cache';
import { useT } from '@/i18n/provider';
import { toasts } from '@/shared/toast/toast-store';
import { redactFile, redactWords } from './api';
import type { Redaction } from './asked';
import { WordsForm } from './words-form';

type Props = {
  /** The ticket that is open; the message may belong to one that was merged into it. */
  ticketId: Id;
  redaction: Redaction;
  onClose: () => void;
};

/** Asks once more before something is removed for good. */
export function RedactionDialog({ ticketId, redaction, onClose }: Props) {
  const t = useT();
  const client = useQueryClient();
  const { comment } = redaction;
  const done = async () => {
    await refreshTickets(client, [ticketId, comment.ticket_id]);
    toasts.show({ textKey: 'redaction.done', ticketId });
  };
  if ('words' in redaction) {
    return (
      <WordsForm
        comment={comment}
        words={redaction.words}
        onRedact={(words) => redactWords(comment, words).then(done)}
        onClose={onClose}
      />
    );
  }
  const { file } = redaction;
  return (
    <ConfirmDialog
      title={t('redaction.fileTitle', { name: file.file_name })}
      text={t(comment.raw_url ? 'redaction.fileTextMail' : 'redaction.fileText')}
      action={t('redaction.forGood')}
      onConfirm={() => redactFile(comment, file.id).then(done)}
      onClose={onClose}
    />
  );
}
