import { expect, test } from 'vitest';
import en from '@/i18n/en-later';
import { createTranslate } from '@/i18n/texts';
import { checkText } from './check-text';
import { EMPTY_MAILBOX } from './mailbox-draft';

const t = createTranslate('en', en);
const server = { host: 'mail.example.com', port: '1587', security: 'tls' as const, username: '' };
const draft = { ...EMPTY_MAILBOX, address: 'help@example.com', imap: server, smtp: server };

test('what works is said with what was found', () => {
  const receiving = {
    name: 'receiving',
    state: 'ok',
    code: 'connected',
    params: { messages: 1204 },
  };
  expect(checkText(receiving as never, draft, t)).toBe('IMAP, mail.example.com, 1,204 messages');
  const sending = { name: 'sending', state: 'ok', code: 'connected' };
  expect(checkText(sending as never, draft, t)).toBe('SMTP, mail.example.com, 1587');
});

test('a failure this page does not know is told in the server’s words', () => {
  const odd = { name: 'sending', state: 'failed', code: 'new_code', params: { reason: 'no luck' } };
  expect(checkText(odd as never, draft, t)).toBe('no luck');
  expect(checkText({ ...odd, params: {} } as never, draft, t)).toBe('Failed');
});
