import type { Id } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { useT, WithAllTexts } from '@/i18n/provider';
import { senderQuery } from './api';
import classes from './senders.module.css';

/** The signature that will stand below the text, as the reader gets it. */
export function MailEnding({ ticketId }: { ticketId: Id }) {
  const { data: sender } = useQuery(senderQuery(ticketId));
  return (
    sender?.signature && (
      <WithAllTexts>
        <Signature text={sender.signature} />
      </WithAllTexts>
    )
  );
}

function Signature({ text }: { text: string }) {
  const t = useT();
  return (
    <div role="note" className={classes.signature} aria-label={t('senders.ending')}>
      {text}
    </div>
  );
}
