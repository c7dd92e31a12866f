import { expect, test } from 'vitest';
import { type NamedStatus, PLAIN_STATUSES } from '@/features/custom-statuses/statuses';
import { rememberedOf, sendChoices, sendStatus } from './send-status';

const waiting: NamedStatus = {
  id: 6,
  status_category: 'pending',
  raw_agent_label: 'Waiting for a photo',
  active: true,
  default: false,
};
const choices = sendChoices([...PLAIN_STATUSES, waiting]);

test('the menu offers what comes after an answer first, and nothing new', () => {
  expect(choices.map((status) => status.id)).toEqual([3, 6, 5, 2, 4]);
});

test('a message leaves as a macro says, else as remembered, else pending', () => {
  const id = (staged: object, preferences: object) => sendStatus(choices, staged, preferences).id;
  expect(id({}, {})).toBe(3);
  expect(id({}, { send_status: 'open' })).toBe(2);
  expect(id({}, { send_status: 'pending', send_custom_status_id: 6 })).toBe(6);
  expect(id({ status: 'solved' }, { send_status: 'open' })).toBe(5);
  expect(id({ custom_status_id: 6 }, { send_status: 'open' })).toBe(6);
});

test('a status out of use gives way to the default of its category', () => {
  const preferences = { send_status: 'pending' as const, send_custom_status_id: 6 };
  expect(sendStatus(sendChoices(PLAIN_STATUSES), {}, preferences).id).toBe(3);
});

test('a default is remembered by its category alone', () => {
  expect(rememberedOf(waiting)).toEqual({ send_status: 'pending', send_custom_status_id: 6 });
  const [first] = choices;
  expect(first && rememberedOf(first).send_custom_status_id).toBeNull();
});
