import { expect, test } from 'vitest';
import first from '@/i18n/en';
import later from '@/i18n/en-later';
import { createTranslate } from '@/i18n/texts';
import type { Command } from '@/shared/keys';
import { sheetColumns } from './sheet-rows';

const t = createTranslate('en', { ...first, ...later });
const command = (part: Partial<Command>): Command => ({
  id: 'x',
  labelKey: 'common.close',
  group: 'move',
  keys: ['x'],
  run: () => undefined,
  ...part,
});
const COMMANDS = [
  command({ id: 'list.next', labelKey: 'list.next', keys: ['j'] }),
  command({ id: 'list.previous', labelKey: 'list.previous', keys: ['k'] }),
  command({ id: 'message.next', labelKey: 'conversation.nextMessage', keys: ['Shift+J'] }),
  command({ id: 'message.previous', labelKey: 'conversation.previousMessage', keys: ['Shift+K'] }),
  command({ id: 'go.people', labelKey: 'shell.people', group: 'go', keys: ['g p'] }),
];

test('opposites share a row', () => {
  const rows = sheetColumns(COMMANDS, '', t)[0]?.[0]?.rows;
  expect(rows?.map((row) => [row.label, row.keys.flat().join(' ')])).toEqual([
    ['Next, previous ticket', 'J K'],
    ['Next, previous message', '⇧ J K'],
  ]);
});

test('keys one after the other are told from keys together', () => {
  const row = sheetColumns(COMMANDS, 'peop', t)[2]?.[0]?.rows[0];
  expect(row).toMatchObject({ label: 'People', keys: [['G'], ['P']], isSequence: true });
});

test('only commands whose name holds the text are shown', () => {
  expect(sheetColumns(COMMANDS, 'nothing of that', t).flat()).toEqual([]);
});
