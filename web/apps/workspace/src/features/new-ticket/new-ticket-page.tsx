import { ApiError, type Upload } from '@guichet/api';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useCallback, useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { type CallDraft, callFields, newCall } from '@/features/calls/call';
import { CallFields } from '@/features/calls/call-fields';
import { AttachButton } from '@/features/composer/attach-button';
import { type EditorHandle, EditorSlot } from '@/features/composer/editor-slot';
import { UploadChips } from '@/features/composer/upload-chips';
import { useUploads } from '@/features/composer/use-uploads';
import { useMe } from '@/features/session/use-session';
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
import { SimilarTickets } from './similar-tickets';
import {
  blankNewTicket,
  type NewTicketDraft,
  type Origin,
  type OriginKind,
  storageKey,
} from './stored-draft';
import { useNewTicketForm } from './use-new-ticket-form';

const TITLES = { follows: 'related.followUpOf', parent: 'links.childOf' } as const;

/**
 * A ticket an agent writes: for someone who called, to write to someone first, to go on from a
 * closed one, or as a part of another.
 */
export function NewTicketPage() {
  const [params] = useSearchParams();
  const kind: OriginKind = params.has('parent') ? 'parent' : 'follows';
  const id = Number(params.get(kind)) || 0;
  const { data: conversation, error } = useQuery({ ...conversationQuery(id), enabled: id > 0 });
  if (id > 0 && !conversation && !error) return null;
  return (
    <NewTicketForm
      key={`${kind} ${id}`}
      origin={conversation ? { kind, conversation } : null}
      path={id > 0 ? `/tickets/new?${kind}=${id}` : '/tickets/new'}
    />
  );
}

type FormProps = {
  /** The ticket that the new one comes from. */
  origin: Origin | null;
  /** Where this form is. */
  path: string;
};

function NewTicketForm({ origin, path }: FormProps) {
  const t = useT();
  const from = origin?.conversation.ticket;
  const blank = useMemo(() => blankNewTicket(origin), [origin]);
  const navigate = useNavigate();
  const client = useQueryClient();
  const [draft, setDraft] = useLocalStorage<NewTicketDraft>({
    key: storageKey(origin),
    defaultValue: blank,
    getInitialValueInEffect: false,
  });
  const known = origin?.conversation.users.find((user) => user.id === from?.requester_id);
  const [requester, setRequester] = useState<Requester | null>(known ? { id: known.id } : null);
  const [uploads, setUploads] = useState<Upload[]>([]);
  const me = useMe();
  const [call, setCall] = useState<CallDraft | null>(null);
  const hasCall = call !== null && call.number.trim() !== '';
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
      void refreshTickets(client, from ? [from.id] : []);
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
        void navigate(path);
      };
      toasts.show({ textKey: 'new.discarded', undo });
    }
    setDraft(blank);
    void navigate(from ? `/tickets/${from.id}` : '/');
  }
  function submit(event?: FormEvent) {
    event?.preventDefault();
    setTried(true);
    const subject = draft.subject.trim();
    const saysNothing = draft.html === '' && !hasCall;
    if (!requester || subject === '' || saysNothing || files.isBusy) return;
    creating.mutate({
      ...draft.fields,
      ticket_form_id: form.idToSend,
      custom_fields: form.valuesToSend(),
      subject,
      requester,
      via_followup_source_id: origin?.kind === 'follows' ? from?.id : undefined,
      parent_id: origin?.kind === 'parent' ? from?.id : undefined,
      ...(hasCall ? callFields(call) : {}),
      comment: {
        html_body: draft.html,
        public: draft.isPublic && !call,
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
  const title = origin ? t(TITLES[origin.kind], { number: `#${from?.id}` }) : t('new.title');
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
        {!origin && <SimilarTickets requester={requester} subject={draft.subject} />}
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
            value={call ? 'call' : draft.isPublic ? 'public' : 'note'}
            onChange={(value) => {
              setCall(value === 'call' ? newCall(me.id, '', new Date()) : null);
              if (value !== 'call') change({ isPublic: value === 'public' });
            }}
            data={[
              { value: 'public', label: t('new.public') },
              { value: 'note', label: t('new.note') },
              { value: 'call', label: t('calls.log') },
            ]}
          />
          <div className={classes.editor} data-note={!draft.isPublic || call !== null || undefined}>
            {call && <CallFields call={call} onChange={setCall} />}
            <EditorSlot
              label={t(call ? 'calls.write' : draft.isPublic ? 'new.writePublic' : 'new.writeNote')}
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
          {wasTried && draft.html === '' && !hasCall && (
            <p className={classes.error}>{t('new.textNeeded')}</p>
          )}
        </div>
      </form>
      <div className={classes.toast}>
        <DockedToast />
      </div>
    </section>
  );
}
