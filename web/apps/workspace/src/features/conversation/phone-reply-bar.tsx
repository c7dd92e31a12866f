import type { Conversation } from '@guichet/api';
import { useState } from 'react';
import { Composer } from '@/features/composer/composer';
import { askedMacro } from '@/features/macros/asked-macro';
import { askedWriting } from '@/features/side-conversations/asked-writing';
import { useT } from '@/i18n/provider';
import { useStore } from '@/shared/store';
import classes from './phone-reply-bar.module.css';
import { WritingBanner } from './presence';

/** On a phone the composer is a screen of its own, opened from this bar. */
export function PhoneReplyBar({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const { ticket, users } = conversation;
  const isMacroAsked = useStore(askedMacro)?.ticketId === ticket.id;
  const isAskedFor = useStore(askedWriting)?.ticketId === ticket.id || isMacroAsked;
  if (isAskedFor && !isOpen) setOpen(true);
  const requester = users.find((user) => user.id === ticket.requester_id);
  if (isOpen) {
    return (
      <div className={classes.screen} role="dialog" aria-label={t('composer.title')}>
        <Composer conversation={conversation} onClose={() => setOpen(false)} />
      </div>
    );
  }
  return (
    <>
      <WritingBanner conversation={conversation} />
      <div className={classes.bar}>
        <button type="button" className={classes.open} onClick={() => setOpen(true)}>
          {t('composer.replyTo', { name: requester?.name.split(' ')[0] ?? '' })}
        </button>
      </div>
    </>
  );
}
