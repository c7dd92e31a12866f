import type { Conversation } from '@guichet/api';
import { expect, test } from 'vitest';
import { looksLikeAddress, newAddresses, usualAddresses } from './addresses';

const conversation = {
  ticket: { requester_id: 13, email_cc_ids: [14, 99] },
  users: [
    { id: 13, email: 'claire@orange.fr' },
    { id: 14, email: 'paul@orange.fr' },
  ],
  comments: [{ to: ['Shop@Lumen.fr'] }],
} as unknown as Conversation;

test('an answer goes to the requester, with those in copy who have an address', () => {
  expect(usualAddresses(conversation)).toEqual({
    to: ['claire@orange.fr'],
    cc: ['paul@orange.fr'],
  });
});

test('only addresses unknown to the conversation are new, whatever their case', () => {
  const chosen = ['CLAIRE@orange.fr', 'shop@lumen.fr', 'new@carrier.com'];
  expect(newAddresses(chosen, conversation)).toEqual(['new@carrier.com']);
});

test('an address needs a name, an at sign and a dotted domain', () => {
  expect(looksLikeAddress('a@b.fr')).toBe(true);
  for (const text of ['a@b', 'a b@c.fr', '@b.fr', 'a@b.fr,', '<a@b.fr>']) {
    expect(looksLikeAddress(text)).toBe(false);
  }
});
