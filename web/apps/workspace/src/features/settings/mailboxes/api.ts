import { api, type Id, type Instant } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

export type Security = 'tls' | 'starttls' | 'none';

/** How a mail server is reached. The password is only ever sent, never read. */
export type MailServer = {
  host: string;
  port: number;
  security: Security;
  username: string;
  password?: string;
};

export type Mailbox = {
  id: Id;
  address: string;
  name: string;
  group_id: Id | null;
  active: boolean;
  imap: MailServer | null;
  smtp: MailServer | null;
  state: 'ok' | 'failing' | 'never_checked';
  last_error: string | null;
  last_received_at: Instant | null;
};

export type MailboxChange = {
  address: string;
  name?: string;
  group_id?: Id | null;
  active?: boolean;
  imap?: MailServer | null;
  smtp?: MailServer | null;
};

/** How a provider lets programs sign in. */
export type SignInKind = 'password' | 'app_password' | 'oauth' | 'bridge';

/** Likely servers behind an address: where to start, not a promise. */
export type Discovered = {
  provider: string | null;
  imap: MailServer;
  smtp: MailServer;
  sign_in: SignInKind;
};

export const CHECK_NAMES = ['receiving', 'sending', 'round_trip', 'spf', 'dkim'] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

export type DnsRecord = { type: string; name: string; value: string };

/** One line of a mailbox test. `code` says what was found, `params` fill its sentence. */
export type Check = {
  name: CheckName;
  state: 'ok' | 'warning' | 'failed' | 'skipped';
  code: string;
  params?: Record<string, string | number>;
  record?: DnsRecord;
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
