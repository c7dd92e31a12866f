import { api, type Id, type Schemas, type Sent } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

export type Security = Schemas['ServerSecurity'];

/** How a mail server is reached. */
export type MailServer = Sent<'Server'>;

export type Mailbox = Omit<Sent<'Mailbox'>, 'imap' | 'smtp'> & {
  imap: MailServer | null;
  smtp: MailServer | null;
};

/** What is set on a mailbox, or tried; the passwords are only ever sent, never read. */
export type MailboxChange = Schemas['MailboxInput'] & { address: string };

/** How a provider lets programs sign in. */
export type SignInKind = 'password' | 'app_password' | 'oauth' | 'bridge';

/** Likely servers behind an address: where to start, not a promise. */
export type Discovered = Pick<Sent<'Discovered'>, 'provider'> & {
  imap: MailServer;
  smtp: MailServer;
  sign_in: SignInKind;
};

export const CHECK_NAMES = ['receiving', 'sending', 'round_trip', 'spf', 'dkim'] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

export type DnsRecord = Schemas['DnsRecord'];

/** One line of a mailbox test. `code` says what was found, `params` fill its sentence. */
export type Check = Pick<Schemas['Check'], 'state' | 'code' | 'record'> & {
  name: CheckName;
  params?: Record<string, string | number>;
};

export const mailboxesQuery = queryOptions({
  queryKey: ['mailboxes'],
  queryFn: async () => (await api.get<{ mailboxes: Mailbox[] }>('/mailboxes')).mailboxes,
});

export async function discoverServers(address: string): Promise<Discovered> {
  const answer = await api.post<{ discovered: Discovered }>('/mailboxes/discover', { address });
  return answer.discovered;
}

/**
 * Signs in to both servers, sends a message around, and looks the domain's records up. Takes up to a minute.
 * With an id, passwords that are left out are those the server has stored.
 */
export async function testMailbox(mailbox: MailboxChange & { id?: Id }): Promise<Check[]> {
  return (await api.post<{ checks: Check[] }>('/mailboxes/test', { mailbox })).checks;
}

export async function saveMailbox(id: Id | null, mailbox: MailboxChange): Promise<Mailbox> {
  const answer = id
    ? await api.put<{ mailbox: Mailbox }>(`/mailboxes/${id}`, { mailbox })
    : await api.post<{ mailbox: Mailbox }>('/mailboxes', { mailbox });
  return answer.mailbox;
}

export function deleteMailbox(id: Id) {
  return api.delete<void>(`/mailboxes/${id}`);
}
