import { api, type Comment, type Id, type Ticket } from '@guichet/api';
import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { Dialog, DialogActions } from '@/features/settings/dialog';
import settings from '@/features/settings/settings-page.module.css';
import { refreshTickets } from '@/features/tickets/cache';
import { useT } from '@/i18n/provider';
import { blank, problemsOf } from '@/shared/form/checks';
import { FormProblem } from '@/shared/form/form-problem';
import { useForm } from '@/shared/form/use-form';
import { toasts } from '@/shared/toast/toast-store';

type Props = { comment: Comment; subject: string; onClose: () => void };

async function splitComment({ ticket_id, id }: Comment, subject: string): Promise<Ticket> {
  const path = `/tickets/${ticket_id}/comments/${id}/split`;
  return (await api.post<{ ticket: Ticket }>(path, { subject })).ticket;
}

/** Makes a ticket of a message and opens it; undoing deletes it again. */
export function SplitDialog({ comment, subject, onClose }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const splitting = useMutation({
    mutationFn: (given: string) => splitComment(comment, given),
    onSuccess: (ticket) => {
      void refreshTickets(client, [comment.ticket_id]);
      toasts.show({
        textKey: 'splitting.done',
        ticketId: ticket.id,
        undo: () => void takeBack(ticket.id),
      });
      void navigate(`/tickets/${ticket.id}`);
      onClose();
    },
  });
  async function takeBack(id: Id) {
    await api.delete(`/tickets/${id}`);
    void refreshTickets(client, [comment.ticket_id]);
    void navigate(`/tickets/${comment.ticket_id}`);
  }
  const form = useForm({
    initial: { subject },
    check: (values) => problemsOf({ subject: blank(values.subject) }),
    refusal: splitting.error,
    onSubmit: (values) => splitting.mutate(values.subject.trim()),
  });
  return (
    <Dialog title={t('splitting.split')} onClose={onClose}>
      <form className={settings.dialog} onSubmit={form.submit} noValidate>
        <FormProblem error={splitting.error} fields={form.names} />
        <p>{t('splitting.text')}</p>
        <TextInput
          {...form.field('subject')}
          label={t('new.subject')}
          maxLength={255}
          data-autofocus
        />
        <DialogActions action={t('new.create')} isPending={splitting.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}
