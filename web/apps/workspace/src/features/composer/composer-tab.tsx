import type { Conversation, Draft, DraftKind } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconCheck, IconPhonePlus } from '@tabler/icons-react';
import {
  type DragEvent,
  type ReactNode,
  type RefObject,
  Suspense,
  useEffect,
  useRef,
  useState,
} from 'react';
import { type CallDraft, callFields, newCall } from '@/features/calls/call';
import { type NamedStatus, settingOf, standingOf } from '@/features/custom-statuses/statuses';
import { useStatuses } from '@/features/custom-statuses/use-statuses';
import { useGoOn } from '@/features/habits/going-on';
import { OpenChildrenNote } from '@/features/links/open-children-note';
import { useLive } from '@/features/live/live-provider';
import type { Macro } from '@/features/macros/api';
import { MacrosButton } from '@/features/macros/macros-button';
import type { TakeKey } from '@/features/macros/slash-macros';
import { NOTHING_STAGED, sentChange } from '@/features/macros/staged';
import { StagedRow } from '@/features/macros/staged-row';
import { setStaged, useStaged } from '@/features/macros/staged-store';
import { IncidentsNote } from '@/features/related/incidents-note';
import { useSchedule } from '@/features/scheduling/use-schedule';
import { useMe, usePreferences } from '@/features/session/use-session';
import { OpenTasksNote } from '@/features/tasks/open-tasks-note';
import { useSettingStatus } from '@/features/ticket-forms/status-being-set';
import type { TicketChange } from '@/features/tickets/api';
import { TimeOffer } from '@/features/time/time-offer';
import { takeTime } from '@/features/time/timers';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { loadLater, loadSoon } from '@/shared/load-soon';
import { toasts } from '@/shared/toast/toast-store';
import { IconButton, Keys } from '@/shared/ui';
import { usualAddresses } from './addresses';
import { AttachButton } from './attach-button';
import classes from './composer.module.css';
import { isBlank } from './drafts';
import { type EditorHandle, EditorSlot } from './editor-slot';
import { MeanwhileCard, useMeanwhile } from './meanwhile-card';
import { queueReply } from './queued-replies';
import { Recipients } from './recipients';
import { SendButton } from './send-button';
import { rememberedOf, sendChoices, sendStatus } from './send-status';
import type { Typed } from './typed-mark';
import { UploadChips } from './upload-chips';
import { useDraft } from './use-draft';
import { useSend } from './use-send';
import { useUploads } from './use-uploads';

const CallFields = loadLater(async () => (await import('@/features/calls/call-fields')).CallFields);
const FromField = loadSoon(async () => (await import('@/features/senders/from-field')).FromField);
const MailEnding = loadSoon(
  async () => (await import('@/features/senders/mail-ending')).MailEnding,
);
const MentionList = loadLater(async () => (await import('./mention-list')).MentionList);
const SlashMacros = loadLater(
  async () => (await import('@/features/macros/slash-macros')).SlashMacros,
);

type Props = {
  conversation: Conversation;
  kind: DraftKind;
  serverDraft: Draft | undefined;
  editor: RefObject<EditorHandle | null>;
  onReady: (handle: EditorHandle | null) => void;
  onMacro: (macro: Macro) => void;
  onClose?: () => void;
  /** Counts how often a call was asked for. */
  callsAsked: number;
  tabs: ReactNode;
};

/** One tab of the composer: its recipients, its text, its files and the way to send them. */
export function ComposerTab(props: Props) {
  const { conversation, kind, editor, onClose } = props;
  const { ticket, users } = conversation;
  const t = useT();
  const draft = useDraft(ticket.id, kind, props.serverDraft);
  const { content, change } = draft;
  const uploads = useUploads((upload) =>
    change((before) => ({ uploads: [...before.uploads, upload] })),
  );
  const me = useMe();
  const requester = users.find((user) => user.id === ticket.requester_id);
  const beginCall = () => newCall(me.id, requester?.phone ?? '', new Date());
  const [call, setCall] = useState<CallDraft | null>(() =>
    props.callsAsked > 0 ? beginCall() : null,
  );
  const isWriting = !isBlank(content);
  const meanwhile = useMeanwhile(conversation, isWriting && kind === 'reply');
  const isOffline = useLive().nextTryAt !== null;
  const [preferences, setPreferences] = usePreferences();
  const staged = useStaged(ticket.id);
  const [typed, setTyped] = useState<Typed | null>(null);
  const typedKeys = useRef<TakeKey | null>(null);
  const choices = sendChoices(useStatuses());
  const status = sendStatus(choices, staged.change, preferences);
  const usual = usualAddresses(conversation);
  const addresses = { to: content.to ?? usual.to, cc: content.cc ?? usual.cc };
  const hasNobody = kind === 'reply' && content.to?.length === 0;
  const [from, setFrom] = useState<string | null>(null);
  const sending = useSend(conversation);
  const goOn = useGoOn();
  const scheduling = useSchedule(ticket.id);
  const hasCall = call !== null && call.number.trim() !== '';
  const canSend = (isWriting || hasCall) && !uploads.isBusy && !hasNobody;
  usePresence(conversation, kind, isWriting);
  useSettingStatus(ticket.id, isWriting && kind === 'reply' ? status.status_category : null);

  function asked(chosen: NamedStatus | null): TicketChange {
    return {
      ...sentChange(staged),
      comment: {
        html_body: content.html,
        public: kind === 'reply',
        uploads: content.uploads.map((upload) => upload.token),
        ...(kind === 'reply' ? { ...addresses, ...(from ? { from } : {}) } : {}),
      },
      ...(chosen ? settingOf(chosen) : {}),
      ...(hasCall ? callFields(call) : {}),
    };
  }

  function send(chosen: NamedStatus | null, isKnowing = false) {
    if (!canSend || (meanwhile.comment && !isKnowing)) return;
    const ticketChange = { ...asked(chosen), time_entry: takeTime(ticket.id, new Date()) };
    if (isOffline) {
      queueReply({ ticketId: ticket.id, change: ticketChange });
      toasts.show({ textKey: 'composer.queued', ticketId: ticket.id });
    } else {
      sending.mutate({ kind, draft: content, staged, change: ticketChange });
    }
    if (chosen && chosen.id !== status.id && chosen.status_category !== 'solved') {
      setPreferences(rememberedOf(chosen));
    }
    empty();
  }

  function schedule(at: Date) {
    if (!canSend || meanwhile.comment) return;
    scheduling.mutate({ at, draft: content, staged, change: asked(status) });
    empty();
  }

  function empty() {
    setStaged(ticket.id, NOTHING_STAGED);
    setCall(null);
    draft.discard();
    editor.current?.clear();
    onClose?.();
    if (kind === 'reply') goOn();
  }

  function chooseMacro(macro: Macro) {
    if (typed?.mark === '/') editor.current?.dropFrom(typed.from);
    props.onMacro(macro);
  }

  const isHere = () => editor.current?.isFocused() ?? false;
  const sendKnowing = () => send(kind === 'reply' ? status : null, true);
  useCommand({
    id: 'composer.send',
    labelKey: 'composer.send',
    group: 'write',
    keys: ['Mod+Enter'],
    whileTyping: true,
    when: () => isHere() || isWriting,
    run: () => send(kind === 'reply' ? status : null),
  });
  useCommand({
    id: 'composer.sendSolved',
    labelKey: 'composer.sendSolved',
    group: 'write',
    keys: ['Mod+Shift+Enter'],
    whileTyping: true,
    when: () => isHere() || isWriting,
    run: () => send(standingOf({ status: 'solved' }, choices) ?? null),
  });

  const action =
    kind === 'note' ? (
      <Button variant="note" disabled={!canSend} onClick={() => send(null)}>
        {t(call ? 'calls.add' : 'composer.addNote')}
        {!onClose && <Keys keys="Mod+Enter" />}
      </Button>
    ) : isOffline ? (
      <Button variant="filled" disabled={!canSend} onClick={() => send(status)}>
        {t('composer.queue')}
      </Button>
    ) : (
      <SendButton
        status={status}
        choices={choices}
        isDisabled={!canSend}
        isShort={!!onClose}
        onSend={send}
        onSchedule={schedule}
      />
    );

  return (
    // Files dropped anywhere on the composer are attached; the button does the same by keyboard.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={classes.tabBody}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => dropFiles(event, uploads.add)}
    >
      <div className={classes.tabs}>
        {props.tabs}
        {onClose && (
          <>
            <span className={classes.space} />
            {action}
          </>
        )}
      </div>
      {kind === 'reply' && (
        <Recipients
          conversation={conversation}
          addresses={addresses}
          onChange={change}
          from={
            <Suspense>
              <FromField ticketId={ticket.id} chosen={from} onChange={setFrom} />
            </Suspense>
          }
        />
      )}
      {kind === 'note' && call && (
        <Suspense>
          <CallFields call={call} onChange={setCall} />
        </Suspense>
      )}
      {meanwhile.comment && (
        <MeanwhileCard
          comment={meanwhile.comment}
          users={users}
          onRead={meanwhile.acknowledge}
          onSendAnyway={sendKnowing}
        />
      )}
      <EditorSlot
        label={t(
          call ? 'calls.write' : kind === 'note' ? 'composer.writeNote' : 'composer.writeReply',
        )}
        initialHtml={content.html}
        onChange={(html) => change({ html })}
        onFiles={uploads.add}
        onReady={props.onReady}
        onTyped={setTyped}
        onTypedKey={(event) => typedKeys.current?.(event) ?? false}
        belowText={
          <>
            {kind === 'reply' && (
              <Suspense>
                <MailEnding ticketId={ticket.id} />
              </Suspense>
            )}
            <UploadChips
              uploads={content.uploads}
              pending={uploads.pending}
              onDismiss={uploads.remove}
              onRemove={(token) =>
                change({ uploads: content.uploads.filter((upload) => upload.token !== token) })
              }
            />
            <StagedRow
              ticketId={ticket.id}
              hasStatusElsewhere={kind === 'reply' && !onClose}
              isAlone={!isWriting}
            />
            <TimeOffer ticketId={ticket.id} />
            {kind === 'reply' && <IncidentsNote ticket={ticket} />}
            {kind === 'reply' && isWriting && (
              <>
                <OpenTasksNote conversation={conversation} />
                <OpenChildrenNote conversation={conversation} />
              </>
            )}
          </>
        }
        tools={
          <>
            <AttachButton onFiles={uploads.add} />
            {kind === 'note' && (
              <IconButton
                size={26}
                label={t('calls.log')}
                aria-pressed={call !== null}
                onClick={() => setCall(call ? null : beginCall())}
              >
                <IconPhonePlus size={16} stroke={1.75} />
              </IconButton>
            )}
            <MacrosButton
              ticket={ticket}
              onChoose={props.onMacro}
              onLeave={() => editor.current?.focus()}
            />
          </>
        }
        actions={
          <>
            {isOffline && isWriting && (
              <span className={classes.saved}>
                <IconCheck size={13} stroke={1.75} aria-hidden="true" />
                {t('composer.savedHere')}
              </span>
            )}
            {!onClose && action}
          </>
        }
      />
      {typed && (
        <Suspense>
          {typed.mark === '/' ? (
            <SlashMacros typed={typed} ticket={ticket} onChoose={chooseMacro} keys={typedKeys} />
          ) : (
            <MentionList
              typed={typed}
              onChoose={(who) => editor.current?.mention(typed.from, who)}
              keys={typedKeys}
            />
          )}
        </Suspense>
      )}
    </div>
  );
}

function dropFiles(event: DragEvent, onFiles: (files: File[]) => void) {
  if (event.defaultPrevented || event.dataTransfer.files.length === 0) return;
  event.preventDefault();
  onFiles([...event.dataTransfer.files]);
}

/** Lets colleagues see that someone is writing, as long as there is something written. */
function usePresence({ ticket }: Conversation, kind: DraftKind, isWriting: boolean) {
  const { present } = useLive();
  const [latest] = useState(() => ({ present }));
  latest.present = present;
  useEffect(() => {
    if (!isWriting) return;
    latest.present(ticket.id, kind === 'reply' ? 'replying' : 'noting');
    return () => latest.present(ticket.id, 'viewing');
  }, [latest, ticket.id, kind, isWriting]);
}
