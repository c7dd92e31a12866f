import type { AuditEvent } from '@guichet/api';
import { expect, test } from 'vitest';
import en from '@/i18n/en';
import { createTranslate } from '@/i18n/texts';
import { statusWords, withOneStatus } from './changes';
import {
  type Category,
  givenTo,
  type NamedStatus,
  ownName,
  PLAIN_STATUSES,
  settingOf,
  standingName,
  standingOf,
} from './statuses';

const t = createTranslate('en', en);
const named = (id: number, status_category: Category, raw_agent_label: string, more = {}) => ({
  id,
  status_category,
  raw_agent_label,
  active: true,
  default: false,
  ...more,
});
const workshop = named(6, 'hold', 'At the workshop');
const parts = named(7, 'hold', 'Waiting for parts', { default: true });
const old = named(8, 'open', 'Old', { active: false });
const statuses: NamedStatus[] = [
  ...PLAIN_STATUSES.map((status) => ({ ...status, default: status.status_category !== 'hold' })),
  workshop,
  parts,
  old,
];

test('a ticket has the status it names, and its category’s default as long as that is not known', () => {
  expect(standingOf({ status: 'hold', custom_status_id: 6 }, statuses)).toBe(workshop);
  expect(standingOf({ status: 'hold' }, statuses)).toBe(parts);
  expect(standingOf({ status: 'hold', custom_status_id: 2 }, statuses)).toBe(parts);
});

test('a status without a label is called by its category, and a closed ticket is closed', () => {
  expect(standingName({ status: 'open', custom_status_id: 2 }, statuses, t)).toBe('Open');
  expect(standingName({ status: 'hold', custom_status_id: 6 }, statuses, t)).toBe(
    'At the workshop',
  );
  const done = named(9, 'solved', 'Repaired');
  expect(standingName({ status: 'closed', custom_status_id: 9 }, [...statuses, done], t)).toBe(
    'Closed',
  );
});

test('only what says more than the category is a name of its own', () => {
  expect(ownName({ status: 'hold', custom_status_id: 4 }, statuses, t)).toBeNull();
  expect(ownName({ status: 'hold', custom_status_id: 7 }, statuses, t)).toBe('Waiting for parts');
});

test('agents give what is in use, and a new ticket can only be new in another way', () => {
  const ids = (from?: 'new' | 'open', more: NamedStatus[] = []) =>
    givenTo([...statuses, ...more], from).map((status) => status.id);
  expect(ids('open')).toEqual([2, 3, 4, 6, 7, 5]);
  expect(ids('new')).toEqual([2, 3, 4, 6, 7, 5]);
  const triage = named(9, 'new', 'To sort');
  expect(ids('new', [triage])).toEqual([1, 9, 2, 3, 4, 6, 7, 5]);
  expect(ids('open', [triage])).not.toContain(9);
  expect(settingOf(workshop)).toEqual({ status: 'hold', custom_status_id: 6 });
});

const event = (field_name: string, previous_value: unknown, value: unknown): AuditEvent => ({
  id: 1,
  type: 'Change',
  field_name,
  previous_value,
  value,
});
const told = (events: AuditEvent[]) =>
  withOneStatus(events).map((each) => [
    each.field_name,
    statusWords(each.previous_value, each.value, statuses, t),
    statusWords(each.value, each.previous_value, statuses, t),
  ]);

test('a change of category and name is told once', () => {
  expect(told([event('status', 'open', 'hold'), event('custom_status_id', null, 6)])).toEqual([
    ['status', 'Open', 'At the workshop'],
  ]);
  expect(told([event('custom_status_id', 6, null), event('status', 'hold', 'solved')])).toEqual([
    ['status', 'At the workshop', 'Solved'],
  ]);
});

test('without another category nothing stands for the first of the same', () => {
  expect(told([event('custom_status_id', 6, null)])).toEqual([
    ['status', 'At the workshop', 'On hold'],
  ]);
  expect(told([event('status', 'new', 'closed')])).toEqual([['status', 'New', 'Closed']]);
  expect(told([event('custom_status_id', 99, 7)])).toEqual([
    ['status', 'A removed status', 'Waiting for parts'],
  ]);
});
