import { ApiError, type Upload } from '@guichet/api';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useCallback, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { AttachButton } from '@/features/composer/attach-button';
import { type EditorHandle, EditorSlot } from '@/features/composer/editor-slot';
import { UploadChips } from '@/features/composer/upload-chips';
import { useUploads } from '@/features/composer/use-uploads';
import { refreshTickets } from '@/features/tickets/cache';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { DockedToast } from '@/shared/toast/docked-toast';
import { toasts } from '@/shared/toast/toast-store';
import { describeError, Keys } from '@/shared/ui';
import { fieldProblem } from '@/shared/ui/field-problems';
import { createTicket, type Requester } from './api';
import classes from './new-ticket.module.css';
import { NewTicketFields } from './new-ticket-fields';
import { OwnFields } from './own-fields';
import { RequesterField } from './requester-field';
import { EMPTY_NEW_TICKET, type NewTicketDraft, STORAGE_KEY } from './stored-draft';
import { useNewTicketForm } from './use-new-ticket-form';

/** A ticket an agent writes: for someone who called, or to write to someone first. */
export function NewTicketPage() {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [draft, setDraft] = useLocalStorage<NewTicketDraft>({
    key: STORAGE_KEY,
    defaultValue: EMPTY_NEW_TICKET,
    getInitialValueInEffect: false,
  });
  const [requester, setRequester] = useState<Requester | null>(null);
  const [uploads, setUploads] = useState<Upload[]>([]);
  const form = useNewTicketForm(draft.fields);
  const [wasTried, setTried] = useState(false);
  const files = useUploads((upload) => setUploads((before) => [...before, upload]));
  const editor = useRef<EditorHandle | null>(null);
  const keepEditor = useCallback((handle: EditorHandle | null) => {
    editor.current = handle;
  }, []);
  const change = (part: Partial<NewTicketDraft>) => setDraft((before) => ({ ...before, ...part }));

  const creating = useMutation({
    mutationFn: createTicket,
    onSuccess: (ticket) => {
      setDraft(EMPTY_NEW_TICKET);
      void refreshTickets(client, []);
      toasts.show({ textKey: 'new.done', ticketId: ticket.id });
      void navigate(`/tickets/${ticket.id}`, { replace: true });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 422) return;
      toasts.show({
        textKey: 'tickets.notChanged',
        values: { reason: describeError(error, t) },
        tone: 'failed',
      });
    },
  });

  /** Leaves the page; what was written comes back with Undo. */
  function cancel() {
    if (draft.html !== '' || draft.subject !== '') {
      const undo = () => {
        setDraft(draft);
        void navigate('/tickets/new');
      };
      toasts.show({ textKey: 'new.discarded', undo });
    }
    setDraft(EMPTY_NEW_TICKET);
    void navigate('/');
  }
  function submit(event?: FormEvent) {
    event?.preventDefault();
    setTried(true);
    const subject = draft.subject.trim();
    if (!requester || subject === '' || draft.html === '' || files.isBusy) return;
    creating.mutate({
      ...draft.fields,
      ticket_form_id: form.idToSend,
      custom_fields: form.valuesToSend(),
      subject,
      requester,
      comment: {
        html_body: draft.html,
        public: draft.isPublic,
        uploads: uploads.map((upload) => upload.token),
      },
    });
  }
  useCommand({
    id: 'ticket.create',
    labelKey: 'new.create',
    group: 'write',
    keys: ['Mod+Enter'],
    whileTyping: true,
    run: () => submit(),
  });
  const refusal = (field: string) =>
    creating.error instanceof ApiError ? fieldProblem(field, creating.error, t) : undefined;

  return (
    <section className={classes.page} aria-label={t('new.title')} data-pane tabIndex={-1}>
      <title>{`${t('new.title')} · Guichet`}</title>
      <header className={classes.head}>
        <h1>{t('new.title')}</h1>
      </header>
      <form className={classes.form} onSubmit={submit}>
        <RequesterField
          onChange={setRequester}
          error={wasTried && !requester ? t('new.requesterNeeded') : refusal('requester')}
        />
        <TextInput
          label={t('new.subject')}
          value={draft.subject}
          maxLength={255}
          error={
            wasTried && draft.subject.trim() === '' ? t('new.subjectNeeded') : refusal('subject')
          }
          onChange={(event) => change({ subject: event.currentTarget.value })}
        />
        <NewTicketFields fields={draft.fields} onChange={(fields) => change({ fields })} />
        <OwnFields
          formId={form.id}
          onForm={(ticket_form_id) => change({ fields: { ...draft.fields, ticket_form_id } })}
          fields={form.shown}
          status={draft.fields.status ?? 'open'}
          values={draft.fields.custom_fields}
          refusal={creating.error}
          onChange={(custom_fields) => change({ fields: { ...draft.fields, custom_fields } })}
        />
        <div>
          <SegmentedControl
            aria-label={t('new.kind')}
            value={draft.isPublic ? 'public' : 'note'}
            onChange={(value) => change({ isPublic: value === 'public' })}
            data={[
              { value: 'public', label: t('new.public') },
              { value: 'note', label: t('new.note') },
            ]}
          />
          <div className={classes.editor} data-note={!draft.isPublic || undefined}>
            <EditorSlot
              label={t(draft.isPublic ? 'new.writePublic' : 'new.writeNote')}
              initialHtml={draft.html}
              onChange={(html) => change({ html })}
              onFiles={files.add}
              onReady={keepEditor}
              belowText={
                <UploadChips
                  uploads={uploads}
                  pending={files.pending}
                  onDismiss={files.remove}
                  onRemove={(token) => setUploads(uploads.filter((each) => each.token !== token))}
                />
              }
              tools={<AttachButton onFiles={files.add} />}
              actions={
                <span className={classes.actions}>
                  <Button onClick={cancel}>{t('form.cancel')}</Button>
                  <Button type="submit" variant="filled" loading={creating.isPending}>
                    {t('new.create')}
                    <Keys keys="Mod+Enter" />
                  </Button>
                </span>
              }
            />
          </div>
          {wasTried && draft.html === '' && <p className={classes.error}>{t('new.textNeeded')}</p>}
        </div>
      </form>
      <div className={classes.toast}>
        <DockedToast />
      </div>
    </section>
  );
}
