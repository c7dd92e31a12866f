import type { Translate } from '@/i18n/texts';
import type { Check } from './api';
import type { MailboxDraft } from './mailbox-draft';

/** What a check can find that is not simply well. */
const CODES = [
  'not_set',
  'unknown_host',
  'internal_address',
  'unreachable',
  'tls',
  'bad_credentials',
  'no_mailbox',
  'connection_lost',
  'unexpected_answer',
  'too_slow',
  'needs_both',
  'not_sent',
  'not_arrived_yet',
  'no_dns',
  'no_domain',
  'no_domain',
  'missing',
  'several',
  'selector_unknown',
] as const;
type Code = (typeof CODES)[number];

const isKnown = (code: string): code is Code => (CODES as readonly string[]).includes(code);

/** One sentence for what a check found. `draft` is the mailbox that was tested. */
export function checkText(check: Check, draft: MailboxDraft, t: Translate): string {
  const { name, state, code, params = {} } = check;
  if (state === 'ok') {
    const domain = draft.address.trim().split('@')[1] ?? '';
    const { host, port } = name === 'sending' ? draft.smtp : draft.imap;
    const count = Number(params.messages ?? 0);
    return t(`mailbox.works.${name}`, { ...params, domain, host, port, count });
  }
  if (isKnown(code)) return t(`mailbox.code.${code}`, params);
  return String(params.reason ?? t(`mailbox.state.${state}`));
}
