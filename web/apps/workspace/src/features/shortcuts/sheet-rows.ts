import type { TextKey, Translate } from '@/i18n/texts';
import { type Command, type CommandGroup, keyLabels } from '@/shared/keys';

/** One way to ask for something: presses one after the other, each with its key caps. */
export type KeySequence = string[][];

export type SheetRow = { label: string; keys: KeySequence; isSequence: boolean };
export type SheetSection = { group: CommandGroup; rows: SheetRow[] };

/** The groups of the sheet, column by column. */
const COLUMNS: CommandGroup[][] = [
  ['move', 'anywhere'],
  ['write', 'editor'],
  ['change', 'go'],
];

/** Opposites share a row. */
const PAIRS: Record<string, { with: string; labelKey: TextKey }> = {
  'list.next': { with: 'list.previous', labelKey: 'shortcuts.tickets' },
  'message.next': { with: 'message.previous', labelKey: 'shortcuts.messages' },
  'shell.nextPane': { with: 'shell.previousPane', labelKey: 'shortcuts.panes' },
};

/** What is needed most stands first; anything else follows. */
const FIRST = [
  'list.next',
  'list.open',
  'list.back',
  'list.select',
  'list.selectRange',
  'message.next',
  'details.toggle',
  'list.layout',
  'palette.open',
  'search.open',
  'ticket.new',
  'shortcuts.open',
  'ticket.reply',
  'ticket.note',
  'composer.send',
  'composer.sendSolved',
  'ticket.assignee',
  'ticket.assignToMe',
];

/** What the sheet shows of the commands, those whose name holds the text. */
export function sheetColumns(
  commands: readonly Command[],
  text: string,
  t: Translate,
): SheetSection[][] {
  const wanted = text.trim().toLocaleLowerCase();
  return COLUMNS.map((groups) =>
    groups
      .map((group) => ({ group, rows: rowsOf(commands, group, t) }))
      .map(({ group, rows }) => ({
        group,
        rows: rows.filter((row) => row.label.toLocaleLowerCase().includes(wanted)),
      }))
      .filter((section) => section.rows.length > 0),
  );
}

function rowsOf(commands: readonly Command[], group: CommandGroup, t: Translate): SheetRow[] {
  const byId = new Map(commands.map((command) => [command.id, command]));
  const second = new Set(Object.values(PAIRS).map((pair) => pair.with));
  const rows = commands
    .filter((command) => command.group === group && command.keys.length > 0)
    .filter((command) => !second.has(command.id))
    .sort((a, b) => rank(a) - rank(b))
    .map((command) => rowOf(command, byId, t));
  // Two screens may offer the same under two names of the registry; it is one row.
  return [...new Map(rows.map((row) => [row.label, row])).values()];
}

function rank({ id }: Command): number {
  const place = FIRST.indexOf(id);
  return place < 0 ? FIRST.length : place;
}

function rowOf(command: Command, byId: Map<string, Command>, t: Translate): SheetRow {
  const pair = PAIRS[command.id];
  const other = pair && byId.get(pair.with);
  if (pair && other) {
    const keys = pairedKeys(command.keys[0] ?? '', other.keys[0] ?? '');
    return { label: t(pair.labelKey), keys, isSequence: false };
  }
  const presses = (command.keys[0] ?? '').split(' ');
  return {
    label: t(command.labelKey),
    keys: presses.map(keyLabels),
    isSequence: presses.length > 1,
  };
}

/** `J` `K`; what both have in common is shown once: `⇧` `J` `K`. */
function pairedKeys(first: string, second: string): KeySequence {
  const one = keyLabels(first);
  const two = keyLabels(second);
  const isSameStart = one.length > 1 && one[0] === two[0];
  return isSameStart ? [one, two.slice(1)] : [one, two];
}
