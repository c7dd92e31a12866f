import type { DraftKind, Id } from '@guichet/api';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { useStore } from '@/shared/store';
import classes from './composer.module.css';
import { type EarlyText, earlyText, earlyTextOf } from './early-text';
import { PlainField } from './plain-field';

/** Takes R and N, and what is typed after them, while a conversation is on its way. */
export function EarlyComposer({ ticketId }: { ticketId: Id }) {
  const t = useT();
  useStore(earlyText);
  const early = earlyTextOf(ticketId);
  const change = (part: Partial<EarlyText>) => early && earlyText.set({ ...early, ...part });
  const write = (kind: DraftKind) =>
    earlyText.set({ ticketId, text: early?.text ?? '', kind, hasFocus: true });
  useCommand({
    id: 'ticket.reply',
    labelKey: 'composer.reply',
    group: 'write',
    keys: ['r'],
    run: () => write('reply'),
  });
  useCommand({
    id: 'ticket.note',
    labelKey: 'composer.note',
    group: 'write',
    keys: ['n'],
    run: () => write('note'),
  });
  if (!early) return null;
  return (
    <section
      className={`${classes.dock} ${classes.early}`}
      aria-label={t(early.kind === 'note' ? 'composer.note' : 'composer.reply')}
    >
      <div className={classes.composer} data-note={early.kind === 'note' || undefined}>
        <PlainField
          key={early.kind}
          autoFocus
          label={t(early.kind === 'note' ? 'composer.writeNote' : 'composer.writeReply')}
          text={early.text}
          onChange={(text) => change({ text })}
          onFocusChange={(hasFocus) => change({ hasFocus })}
        />
      </div>
    </section>
  );
}
