import type { Id } from '@guichet/api';
import type { Discovered, Mailbox, MailboxChange, MailServer, Security } from './api';

/** A server while it is being typed. */
export type ServerDraft = { host: string; port: string; security: Security; username: string };

/** A mailbox while it is being typed. */
export type MailboxDraft = {
  address: string;
  password: string;
  imap: ServerDraft;
  smtp: ServerDraft;
  /** Only when it differs from the password for receiving. */
  smtpPassword: string;
  /** The brand that gets its tickets; the default one when null. */
  brandId: Id | null;
};

const NO_SERVER: ServerDraft = { host: '', port: '', security: 'tls', username: '' };

export const EMPTY_MAILBOX: MailboxDraft = {
  address: '',
  password: '',
  imap: NO_SERVER,
  smtp: NO_SERVER,
  smtpPassword: '',
  brandId: null,
};

/** A known mailbox, to be changed. Its passwords stay on the server. */
export function draftOf(mailbox: Mailbox): MailboxDraft {
  return {
    ...EMPTY_MAILBOX,
    address: mailbox.address,
    imap: serverDraft(mailbox.imap),
    smtp: serverDraft(mailbox.smtp),
    brandId: mailbox.brand_id,
  };
}

/** Takes over what was guessed for the address. */
export function withDiscovered(draft: MailboxDraft, found: Discovered): MailboxDraft {
  return { ...draft, imap: serverDraft(found.imap), smtp: serverDraft(found.smtp) };
}

/** A known server, to be changed. */
export function serverDraft(server: MailServer | null): ServerDraft {
  if (!server) return NO_SERVER;
  const { host, port, security, username } = server;
  return { host, port: String(port), security, username };
}

/** What the API takes. A server without a host is left out, a blank password stays as it is. */
export function mailboxChange(draft: MailboxDraft): MailboxChange {
  return {
    address: draft.address.trim(),
    imap: serverChange(draft.imap, draft.password),
    smtp: serverChange(draft.smtp, draft.smtpPassword || draft.password),
    ...(draft.brandId ? { brand_id: draft.brandId } : {}),
  };
}

/** What the API takes of one server: null without a host, and no password when none was typed. */
export function serverChange({ host, port, security, username }: ServerDraft, password: string) {
  if (host.trim() === '') return null;
  const known = { host: host.trim(), port: Number(port), security, username: username.trim() };
  return password ? { ...known, password } : known;
}

/** Whether both servers can be tried. */
export function isComplete({ imap, smtp }: MailboxDraft): boolean {
  return [imap, smtp].every(hasAddress);
}

/** Whether it is said where a server is: a host, and a port that exists. */
export function hasAddress({ host, port }: ServerDraft): boolean {
  const number = Number(port);
  return host.trim() !== '' && Number.isInteger(number) && number > 0 && number < 65_536;
}
