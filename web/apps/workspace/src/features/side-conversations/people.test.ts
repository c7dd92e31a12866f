import type { SideEvent } from '@guichet/api';
import { expect, test } from 'vitest';
import { answerTo } from './people';

const person = (email: string | null, name: string | null = null) => ({
  user_id: null,
  name,
  email,
});
const message = (from: ReturnType<typeof person>, to: string[], automatic = false) =>
  ({
    type: 'reply',
    message: { from, to: to.map((email) => person(email)), automatic },
  }) as SideEvent;

test('an answer goes to everybody whom the newest message names, and never to a machine', () => {
  const events = [
    message(person(null, 'Ana'), ['old@x.test']),
    message(person('ida@x.test'), ['bo@x.test']),
    message(person('robot@x.test'), [], true),
    { type: 'update', message: null } as SideEvent,
  ];
  expect(answerTo(events)).toEqual(['ida@x.test', 'bo@x.test']);
});
