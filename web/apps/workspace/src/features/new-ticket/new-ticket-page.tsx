import { ApiError, type Conversation, type Upload } from '@guichet/api';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useCallback, useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { AttachButton } from '@/features/composer/attach-button';
import { type EditorHandle, EditorSlot } from '@/features/composer/editor-slot';
import { UploadChips } from '@/features/composer/upload-chips';
import { useUploads } from '@/features/composer/use-uploads';
import { conversationQuery } from '@/features/tickets/api';
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
import { blankNewTicket, type NewTicketDraft, storageKey } from './stored-draft';
import { useNewTicketForm } from './use-new-ticket-form';

/** A ticket an agent writes: for someone who called, to write to someone first, or to go on from a closed one. */
export function NewTicketPage() {
  const [params] = useSearchParams();
  const follows = Number(params.get('follows')) || 0;
  const { data: followed, error } = useQuery({
    ...conversationQuery(follows),
    enabled: follows > 0,
  });
  if (follows > 0 && !followed && !error) return null;
  return <NewTicketForm key={follows} followed={followed ?? null} />;
}

/** The form; `followed` is the closed ticket that the new one goes on from. */
function NewTicketForm({ followed }: { followed: Conversation | null }) {
  const t = useT();
  const blank = useMemo(() => blankNewTicket(followed), [followed]);
  const navigate = useNavigate();
  const client = useQueryClient();
  const [draft, setDraft] = useLocalStorage<NewTicketDraft>({
    key: storageKey(followed),
    defaultValue: blank,
    getInitialValueInEffect: false,
  });
  const known = followed?.users.find((user) => user.id === followed.ticket.requester_id);
  const [requester, setRequester] = useState<Requester | null>(known ? { id: known.id } : null);
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
      setDraft(blank);
      void refreshTickets(client, followed ? [followed.ticket.id] : []);
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
    if (draft.html !== '' || draft.subject !== blank.subject) {
      const undo = () => {
        setDraft(draft);
        void navigate(followed ? `/tickets/new?follows=${followed.ticket.id}` : '/tickets/new');
      };
      toasts.show({ textKey: 'new.discarded', undo });
    }
    setDraft(blank);
    void navigate(followed ? `/tickets/${followed.ticket.id}` : '/');
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
      via_followup_source_id: followed?.ticket.id,
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
  const title = followed
    ? t('related.followUpOf', { number: `#${followed.ticket.id}` })
    : t('new.title');
  const refusal = (field: string) =>
    creating.error instanceof ApiError ? fieldProblem(field, creating.error, t) : undefined;

  return (
    <section className={classes.page} aria-label={title} data-pane tabIndex={-1}>
      <title>{`${title} · Guichet`}</title>
      <header className={classes.head}>
        <h1>{title}</h1>
      </header>
      <form className={classes.form} onSubmit={submit}>
        <RequesterField
          initialName={known?.name}
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
