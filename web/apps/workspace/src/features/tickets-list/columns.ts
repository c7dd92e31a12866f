import type { TicketField } from '@/features/ticket-fields/api';
import { fieldKey } from '@/features/ticket-fields/values';
import type { TextKey } from '@/i18n/texts';
import type { SortField } from './api';

/** A column of the dense table; the subject is always there and takes what the others leave. */
export type Column = {
  key: string;
  /** Its name, or the title of a field of the desk's own. */
  labelKey?: TextKey;
  title?: string;
  field?: TicketField;
  sort?: SortField;
  widthPx?: number;
};

const BUILT_IN: Column[] = [
  { key: 'status', labelKey: 'table.status', sort: 'status', widthPx: 116 },
  { key: 'number', labelKey: 'table.number', sort: 'id', widthPx: 62 },
  { key: 'subject', labelKey: 'table.subject', sort: 'subject' },
  { key: 'requester', labelKey: 'table.requester', widthPx: 156 },
  { key: 'assignee', labelKey: 'table.assignee', widthPx: 112 },
  { key: 'team', labelKey: 'table.team', widthPx: 146 },
  { key: 'brand', labelKey: 'changes.brand_id', widthPx: 132 },
  { key: 'priority', labelKey: 'table.priority', sort: 'priority', widthPx: 106 },
  { key: 'type', labelKey: 'table.type', widthPx: 96 },
  { key: 'tags', labelKey: 'table.tags', widthPx: 160 },
  { key: 'waiting', labelKey: 'table.waiting', sort: 'waiting_since', widthPx: 104 },
  { key: 'due', labelKey: 'table.due', sort: 'due_at', widthPx: 116 },
  { key: 'channel', labelKey: 'table.channel', widthPx: 36 },
  { key: 'created', labelKey: 'table.created', sort: 'created_at', widthPx: 96 },
  { key: 'updated', labelKey: 'table.updated', sort: 'updated_at', widthPx: 96 },
];

/** What is shown to whoever has chosen nothing. */
const USUAL = 'status number subject requester assignee team priority channel updated'.split(' ');
const OWN_WIDTH_PX = 132;
/** Statuses that a desk named itself are longer. */
const NAMED_STATUS_PX = 176;
const BOX_PX = 38;
const SUBJECT_PX = 180;

/** Every column there is: the built-in ones, then the desk's own fields in use. */
export function columnsFor(
  fields: readonly TicketField[],
  { namesStatuses = false, hasBrands = false } = {},
): Column[] {
  const there = BUILT_IN.filter((column) => column.key !== 'brand' || hasBrands);
  const builtIn = there.map((column) =>
    column.key === 'status' && namesStatuses ? { ...column, widthPx: NAMED_STATUS_PX } : column,
  );
  const own = fields
    .filter((field) => field.active)
    .map((field) => ({
      key: fieldKey(field.id),
      title: field.title,
      field,
      widthPx: OWN_WIDTH_PX,
    }));
  return [...builtIn, ...own];
}

/** The columns someone has chosen, in their usual order. */
export function shownColumns(
  all: readonly Column[],
  chosen: readonly string[] | undefined,
): Column[] {
  const wanted = new Set([...(chosen ?? USUAL), 'subject']);
  return all.filter((column) => wanted.has(column.key));
}

/** The choice after one column was ticked or unticked. */
export function withColumn(shown: readonly Column[], key: string): string[] {
  const keys = shown.map((column) => column.key);
  return keys.includes(key) ? keys.filter((each) => each !== key) : [...keys, key];
}

/** How wide a table with these columns is at least. */
export function leastWidth(shown: readonly Column[]): number {
  return shown.reduce((sum, column) => sum + (column.widthPx ?? SUBJECT_PX), BOX_PX);
}
