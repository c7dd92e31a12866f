import type { Id } from '@guichet/api';
import type { ListPage, ViewGroup } from './api';
import type { Row } from './rows';

/** What stands in a grouped list: the heading of a group, or a ticket. */
export type Line = { heading: ViewGroup } | { row: Row };

export const isHeading = (line: Line): line is { heading: ViewGroup } => 'heading' in line;

/** The rows as lines, each group's under its heading. A ticket read twice stands where it came first. */
export function linesOf(pages: readonly ListPage[], rows: readonly Row[]): Line[] {
  if (!pages.some((page) => page.group)) return rows.map((row) => ({ row }));
  const waiting = new Map(rows.map((row) => [row.ticket.id, row]));
  const lines: Line[] = [];
  let last: ViewGroup['value'] | undefined;
  for (const { group, tickets } of pages) {
    if (group && group.value !== last) lines.push({ heading: group });
    last = group?.value;
    for (const { id } of tickets) {
      const row = waiting.get(id);
      if (row) lines.push({ row });
      waiting.delete(id);
    }
  }
  return lines;
}

export const isHeadingAt = (lines: readonly Line[], index: number) => {
  const line = lines[index];
  return line !== undefined && isHeading(line);
};

/** Where a ticket stands; -1 when it does not. */
export const indexOf = (lines: readonly Line[], id: Id | null) =>
  lines.findIndex((line) => !isHeading(line) && line.row.ticket.id === id);

/** Tells a line from the others while the list changes. */
export function keyOf(line: Line | undefined, index: number): string | number {
  if (!line) return index;
  return isHeading(line) ? `group ${line.heading.value}` : line.row.ticket.id;
}
