import type { Conversation, DraftKind, Id } from '@guichet/api';
import { Suspense, useCallback, useRef, useState } from 'react';
import { WritingBanner } from '@/features/conversation/presence';
import { useAskedMacro } from '@/features/macros/asked-macro';
import { useMacro } from '@/features/macros/use-macro';
import { useAskedWriting } from '@/features/side-conversations/asked-writing';
import { sideDraftReturns } from '@/features/side-conversations/side-draft';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { loadLater } from '@/shared/load-soon';
import { useStore } from '@/shared/store';
import { useScreen } from '@/shared/ui';
import classes from './composer.module.css';
import { ComposerTab } from './composer-tab';
import { ComposerTabs, LABELS, type Mode } from './composer-tabs';
import { earlyTextOf } from './early-text';
import type { EditorHandle } from './editor-slot';
import { OfflineBanner } from './offline-banner';
import { draftReturns } from './use-send';

const NewSideTab = loadLater(
  async () => (await import('@/features/side-conversations/new-side-tab')).NewSideTab,
);

type Props = { conversation: Conversation; onClose?: () => void };

/** Where answers, notes and mails beside the ticket are written: one draft for each, docked under the conversation. */
export function Composer({ conversation, onClose }: Props) {
  const { can, ticket, drafts } = conversation;
  const t = useT();
  const { isPhone } = useScreen();
  const [mode, setMode] = useState<Mode>(() => startingKind(conversation));
  const [callsAsked, setCallsAsked] = useState(0);
  const [forwardedId, setForwardedId] = useState<Id | null>(null);
  const isBeside = mode === 'side' || mode === 'forward';
  const returns = useStore(draftReturns);
  const sideReturns = useStore(sideDraftReturns);
  const editor = useRef<EditorHandle | null>(null);
  const isWaitedFor = useRef(isPhone || (earlyTextOf(ticket.id)?.hasFocus ?? false));
  const comingText = useRef('');
  const handleReady = useCallback((handle: EditorHandle | null) => {
    editor.current = handle;
    if (!handle) return;
    if (comingText.current) handle.insert(comingText.current);
    comingText.current = '';
    if (isWaitedFor.current) handle.focus();
    isWaitedFor.current = false;
  }, []);

  const write = (next: Mode) => {
    if (next === mode) return editor.current?.focus();
    // The other tab has a field of its own, which takes the focus as soon as it stands.
    isWaitedFor.current = next === 'reply' || next === 'note';
    setForwardedId(null);
    if (next !== 'note') setCallsAsked(0);
    setMode(next);
  };
  useAskedWriting(ticket.id, (asked) => {
    setForwardedId(asked.commentId);
    setMode(asked.mode);
  });
  const applyMacro = useMacro(conversation, (html, isPublic) => {
    const written = mode === 'note' ? 'note' : 'reply';
    const wanted = isPublic === undefined ? written : isPublic ? 'reply' : 'note';
    if (wanted === mode || !can[wanted]) return editor.current?.insert(html);
    comingText.current = html;
    write(wanted);
  });
  useAskedMacro(ticket.id, applyMacro);
  useCommand({
    id: 'ticket.reply',
    labelKey: 'composer.reply',
    group: 'write',
    keys: ['r'],
    when: () => can.reply,
    run: () => write('reply'),
  });
  useCommand({
    id: 'ticket.note',
    labelKey: 'composer.note',
    group: 'write',
    keys: ['n'],
    when: () => can.note,
    run: () => write('note'),
  });
  useCommand({
    id: 'ticket.forward',
    labelKey: 'side.forwardConversation',
    group: 'write',
    keys: ['f'],
    when: () => can.note,
    run: () => write('forward'),
  });
  useCommand({
    id: 'ticket.side',
    labelKey: 'side.start',
    group: 'write',
    keys: ['d'],
    when: () => can.note,
    run: () => write('side'),
  });
  useCommand({
    id: 'ticket.call',
    labelKey: 'calls.log',
    group: 'write',
    keys: ['l'],
    when: () => can.note,
    run() {
      setCallsAsked((count) => count + 1);
      write('note');
    },
  });
  useCommand({
    id: 'composer.leave',
    labelKey: 'composer.leave',
    group: 'editor',
    keys: ['Escape'],
    whileTyping: true,
    when: () => (editor.current?.isFocused() && !editor.current.hasTyped()) ?? false,
    run: () => editor.current?.blur(),
  });

  const tabs = <ComposerTabs mode={mode} can={can} onChange={write} onClose={onClose} />;
  return (
    <div className={classes.dock}>
      <OfflineBanner />
      <WritingBanner conversation={conversation} />
      <section
        className={classes.composer}
        data-note={mode === 'note' || undefined}
        aria-label={t(LABELS[mode])}
      >
        {isBeside ? (
          <Suspense fallback={<div className={classes.tabs}>{tabs}</div>}>
            <NewSideTab
              key={`${ticket.id}-${mode}-${forwardedId}-${sideReturns}`}
              conversation={conversation}
              mode={mode}
              commentId={forwardedId}
              editor={editor}
              tabs={tabs}
              onSent={() => {
                setMode(can.reply ? 'reply' : 'note');
                onClose?.();
              }}
              onClose={onClose}
            />
          </Suspense>
        ) : (
          <ComposerTab
            key={`${ticket.id}-${mode}-${returns}-${mode === 'note' ? callsAsked : 0}`}
            conversation={conversation}
            kind={mode}
            serverDraft={drafts.find((draft) => draft.kind === mode)}
            editor={editor}
            onReady={handleReady}
            onMacro={(macro) => void applyMacro(macro)}
            onClose={onClose}
            callsAsked={mode === 'note' ? callsAsked : 0}
            tabs={tabs}
          />
        )}
      </section>
    </div>
  );
}

/** Begins where there is something to finish, otherwise with a reply when one is allowed. */
function startingKind({ can, drafts, ticket }: Conversation): DraftKind {
  const early = earlyTextOf(ticket.id);
  if (early && can[early.kind]) return early.kind;
  const hasOnlyNote = drafts.length === 1 && drafts[0]?.kind === 'note';
  return can.reply && !hasOnlyNote ? 'reply' : 'note';
}
