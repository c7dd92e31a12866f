import { expect, test } from 'vitest';
import {
  EMPTY_MAILBOX,
  isComplete,
  mailboxChange,
  serverChange,
  serverDraft,
  withDiscovered,
} from './mailbox-draft';

const FOUND = {
  provider: 'OVHcloud',
  sign_in: 'password' as const,
  imap: {
    host: 'imap.example.com',
    port: 993,
    security: 'tls' as const,
    username: 'help@example.com',
  },
  smtp: {
    host: 'smtp.example.com',
    port: 587,
    security: 'starttls' as const,
    username: 'help@example.com',
  },
};
const draft = withDiscovered({ ...EMPTY_MAILBOX, address: ' help@example.com ' }, FOUND);

test('one password serves both servers unless sending has its own', () => {
  const same = mailboxChange({ ...draft, password: 'secret' });
  expect(same.imap?.password).toBe('secret');
  expect(same.smtp?.password).toBe('secret');
  const own = mailboxChange({ ...draft, password: 'secret', smtpPassword: 'other' });
  expect(own.smtp?.password).toBe('other');
});

test('a password that was not typed is not sent, so that the stored one stays', () => {
  expect(mailboxChange(draft).imap).not.toHaveProperty('password');
  expect(mailboxChange(draft).address).toBe('help@example.com');
});

test('a server without a host is none', () => {
  expect(mailboxChange(EMPTY_MAILBOX)).toMatchObject({ imap: null, smtp: null });
});

test('both servers need a host and a port that exists', () => {
  expect(isComplete(EMPTY_MAILBOX)).toBe(false);
  expect(isComplete(draft)).toBe(true);
  expect(isComplete({ ...draft, smtp: { ...draft.smtp, port: '70000' } })).toBe(false);
  expect(isComplete({ ...draft, smtp: { ...draft.smtp, port: 'x' } })).toBe(false);
});

test('a server that is known is sent back as it was, its password only when it was typed', () => {
  const draft = serverDraft(FOUND.smtp);
  expect(serverChange(draft, '')).toEqual(FOUND.smtp);
  expect(serverChange(draft, 'secret')).toEqual({ ...FOUND.smtp, password: 'secret' });
});
