import { useT } from '@/i18n/provider';
import classes from '../settings-page.module.css';
import type { Mailbox } from './api';

const TONES = { ok: 'ok', failing: 'failing' } as const;

/** How a mailbox is, in two or three words. */
export function MailboxState({ mailbox }: { mailbox: Mailbox }) {
  const t = useT();
  const { state, imap } = mailbox;
  // Without a server to fetch from there is nothing to check: its mail comes in by SMTP.
  const isFetched = imap !== null;
  const tone = isFetched && state in TONES ? TONES[state as keyof typeof TONES] : undefined;
  return (
    <span className={classes.badge} data-tone={tone}>
      {t(isFetched ? `mailbox.is.${state}` : 'mailbox.notFetched')}
    </span>
  );
}
