import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { CheckBox } from '@/shared/ui';
import type { Sort } from './api';
import { type Column, leastWidth } from './columns';
import { GroupHeading } from './group-heading';
import { indexOf, isHeading, keyOf } from './lines';
import { useColumns } from './list-menu';
import type { Row } from './rows';
import { TableCell } from './table-cell';
import classes from './ticket-table.module.css';
import type { ListModel } from './use-list';
import { useReadAhead } from './use-read-ahead';

const ROW_PX = 37;

type Props = { list: ListModel; sort: Sort; onSort: (sort: Sort) => void };

/** The same tickets in columns, for looking many over and changing them together. */
export function TicketTable({ list, sort, onSort }: Props) {
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, lines, currentId, selected } = list;
  const { shown } = useColumns();
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => keyOf(lines[index], index),
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  useReadAhead(list, virtualizer);
  const currentIndex = indexOf(lines, currentId);
  useEffect(() => {
    if (currentIndex >= 0) virtualizer.scrollToIndex(currentIndex, { align: 'auto' });
  }, [currentIndex, virtualizer]);

  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const areAll = selected.size > 0 && selected.size === rows.length;
  return (
    <div ref={scroller} className={classes.scroll}>
      <table className={classes.table} style={{ minWidth: leastWidth(shown) }}>
        <colgroup>
          <col className={classes.colBox} />
          {shown.map((column) => (
            <col key={column.key} style={{ width: column.widthPx }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <CheckBox
                label={t('table.selectAll')}
                checked={areAll}
                isMixed={selected.size > 0 && !areAll}
                onChange={areAll ? list.clearSelection : list.selectAll}
              />
            </th>
            {shown.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <WideRow span={shown.length + 1} height={before} />}
          {items.map((item) => {
            const line = lines[item.index];
            if (!line) return null;
            if (!isHeading(line))
              return <TableRow key={item.key} row={line.row} list={list} columns={shown} />;
            return (
              <WideRow key={item.key} span={shown.length + 1} height={ROW_PX}>
                {list.by && <GroupHeading group={line.heading} by={list.by} />}
              </WideRow>
            );
          })}
          {after > 0 && <WideRow span={shown.length + 1} height={after} />}
        </tbody>
      </table>
    </div>
  );
}

type WideProps = { span: number; height: number; children?: ReactNode };

/** The heading of a group, or what stands for the rows that are not on the screen. */
function WideRow({ span, height, children }: WideProps) {
  return (
    <tr data-wide>
      <td colSpan={span} className={classes.spaceCell} style={{ height }}>
        {children}
      </td>
    </tr>
  );
}

function HeadCell({ column, sort, onSort }: { column: Column } & Omit<Props, 'list'>) {
  const t = useT();
  const { key, sort: field } = column;
  const name = column.title ?? (column.labelKey && t(column.labelKey));
  const className = HEAD_CLASSES[key];
  if (!field) {
    return (
      <th scope="col" className={className}>
        <span data-hidden={key === 'channel' || undefined}>{name}</span>
      </th>
    );
  }
  const isDescending = sort === `-${field}`;
  const isSorted = isDescending || sort === field;
  const Arrow = isDescending ? IconArrowDown : IconArrowUp;
  return (
    <th
      scope="col"
      className={className}
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        className={classes.sort}
        onClick={() => onSort(isDescending ? field : `-${field}`)}
      >
        {name}
        {isSorted && <Arrow size={13} stroke={1.75} aria-hidden="true" />}
      </button>
    </th>
  );
}

const HEAD_CLASSES: Record<string, string | undefined> = {
  channel: classes.channel,
  waiting: classes.updated,
  created: classes.updated,
  updated: classes.updated,
};

type RowProps = { row: Row; list: ListModel; columns: readonly Column[] };

function TableRow({ row, list, columns }: RowProps) {
  const t = useT();
  const clock = useClock();
  const navigate = useNavigate();
  const { ticket } = row;
  const isSelected = list.selected.has(ticket.id);
  const path = list.pathOf(ticket.id);
  return (
    <tr
      data-selected={isSelected || undefined}
      data-current={ticket.id === list.currentId || undefined}
      data-unread={ticket.unread || undefined}
      onPointerEnter={() => list.prefetch(ticket.id)}
      onClick={() => void navigate(path)}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keeps a near miss of the box from opening the ticket */}
      <td onClick={(event) => event.stopPropagation()}>
        <CheckBox
          label={t('list.select', { id: String(ticket.id) })}
          checked={isSelected}
          onChange={(isRange) => list.toggle(ticket.id, isRange)}
        />
      </td>
      {columns.map((column) => (
        <TableCell key={column.key} column={column} row={row} clock={clock} path={path} />
      ))}
    </tr>
  );
}
