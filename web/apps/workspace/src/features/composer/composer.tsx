import type { Conversation, DraftKind } from '@guichet/api';
import { useCallback, useRef, useState } from 'react';
import { WritingBanner } from '@/features/conversation/presence';
import { useAskedMacro } from '@/features/macros/asked-macro';
import { useMacro } from '@/features/macros/use-macro';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { useStore } from '@/shared/store';
import { useScreen } from '@/shared/ui';
import classes from './composer.module.css';
import { ComposerTab } from './composer-tab';
import { ComposerTabs } from './composer-tabs';
import { earlyTextOf } from './early-text';
import type { EditorHandle } from './editor-slot';
import { OfflineBanner } from './offline-banner';
import { draftReturns } from './use-send';

type Props = { conversation: Conversation; onClose?: () => void };

/** Where answers and notes are written: one draft for each, docked under the conversation. */
export function Composer({ conversation, onClose }: Props) {
  const { can, ticket, drafts } = conversation;
  const t = useT();
  const { isPhone } = useScreen();
  const [kind, setKind] = useState<DraftKind>(() => startingKind(conversation));
  const returns = useStore(draftReturns);
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

  const write = (next: DraftKind) => {
    if (next === kind) return editor.current?.focus();
    // The other tab has a field of its own, which takes the focus as soon as it stands.
    isWaitedFor.current = true;
    setKind(next);
  };
  const applyMacro = useMacro(conversation, (html, isPublic) => {
    const wanted = isPublic === undefined ? kind : isPublic ? 'reply' : 'note';
    if (wanted === kind || !can[wanted]) return editor.current?.insert(html);
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
    id: 'composer.leave',
    labelKey: 'composer.leave',
    group: 'editor',
    keys: ['Escape'],
    whileTyping: true,
    when: () => (editor.current?.isFocused() && !editor.current.hasTyped()) ?? false,
    run: () => editor.current?.blur(),
  });

  return (
    <div className={classes.dock}>
      <OfflineBanner />
      <WritingBanner conversation={conversation} />
      <section
        className={classes.composer}
        data-note={kind === 'note' || undefined}
        aria-label={t(kind === 'note' ? 'composer.note' : 'composer.reply')}
      >
        <ComposerTab
          key={`${ticket.id}-${kind}-${returns}`}
          conversation={conversation}
          kind={kind}
          serverDraft={drafts.find((draft) => draft.kind === kind)}
          editor={editor}
          onReady={handleReady}
          onMacro={(macro) => void applyMacro(macro)}
          onClose={onClose}
          tabs={<ComposerTabs kind={kind} can={can} onChange={write} onClose={onClose} />}
        />
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
