import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { hasOwn } from '@/features/custom-statuses/statuses';
import { TicketStatus } from '@/features/custom-statuses/ticket-status';
import { useStatuses } from '@/features/custom-statuses/use-statuses';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import type { TextKey } from '@/i18n/texts';
import { fullTime, shortTime } from '@/shared/time/format';
import { Avatar, ChannelIcon, CheckBox, PriorityIcon } from '@/shared/ui';
import type { Sort, SortField } from './api';
import type { Row } from './rows';
import classes from './ticket-table.module.css';
import type { ListModel } from './use-list';

const ROW_PX = 37;

type Column = { key: TextKey; sort?: SortField; className?: string };

const COLUMNS: Column[] = [
  { key: 'table.status', sort: 'status' },
  { key: 'table.number', sort: 'id' },
  { key: 'table.subject' },
  { key: 'table.requester' },
  { key: 'table.assignee' },
  { key: 'table.team' },
  { key: 'table.priority', sort: 'priority' },
  { key: 'table.channel', className: classes.channel },
  { key: 'table.updated', sort: 'updated_at', className: classes.updated },
];

type Props = { list: ListModel; sort: Sort; onSort: (sort: Sort) => void };

/** The same tickets in columns, for looking many over and changing them together. */
export function TicketTable({ list, sort, onSort }: Props) {
  const t = useT();
  const hasNames = hasOwn(useStatuses());
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, currentId, selected, hasMore, loadMore } = list;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastShown >= rows.length - 12) loadMore();
  }, [hasMore, lastShown, rows.length, loadMore]);
  const currentIndex = rows.findIndex((row) => row.ticket.id === currentId);
  useEffect(() => {
    if (currentIndex >= 0) virtualizer.scrollToIndex(currentIndex, { align: 'auto' });
  }, [currentIndex, virtualizer]);

  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const areAll = selected.size > 0 && selected.size === rows.length;
  return (
    <div ref={scroller} className={classes.scroll}>
      <table className={classes.table}>
        <colgroup>
          <col className={classes.colBox} />
          <col className={classes.colStatus} data-wide={hasNames || undefined} />
          <col className={classes.colNumber} />
          <col />
          <col className={classes.colRequester} />
          <col className={classes.colAssignee} />
          <col className={classes.colTeam} />
          <col className={classes.colPriority} />
          <col className={classes.colChannel} />
          <col className={classes.colUpdated} />
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
            {COLUMNS.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <SpaceRow height={before} />}
          {items.map((item) => {
            const row = rows[item.index];
            return row && <TableRow key={row.ticket.id} row={row} list={list} />;
          })}
          {after > 0 && <SpaceRow height={after} />}
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are not on the screen. */
function SpaceRow({ height }: { height: number }) {
  return (
    <tr>
      <td colSpan={COLUMNS.length + 1} className={classes.spaceCell} style={{ height }} />
    </tr>
  );
}

function HeadCell({ column, sort, onSort }: { column: Column } & Omit<Props, 'list'>) {
  const t = useT();
  const { key, sort: field, className } = column;
  if (!field) {
    return (
      <th scope="col" className={className}>
        <span data-hidden={key === 'table.channel' || undefined}>{t(key)}</span>
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
        {t(key)}
        {isSorted && <Arrow size={13} stroke={1.75} aria-hidden="true" />}
      </button>
    </th>
  );
}

function TableRow({ row, list }: { row: Row; list: ListModel }) {
  const t = useT();
  const clock = useClock();
  const navigate = useNavigate();
  const { ticket, requester, assignee, group } = row;
  const isSelected = list.selected.has(ticket.id);
  const at = ticket.updated_at;
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
      <td>
        <TicketStatus ticket={ticket} />
      </td>
      <td className={classes.number}>{ticket.id}</td>
      <td className={classes.subject}>
        <Link to={path} data-ticket={ticket.id} onClick={(event) => event.stopPropagation()}>
          {ticket.unread && <span className={classes.hidden}>{t('list.unread')}, </span>}
          {ticket.subject || t('common.noSubject')}
        </Link>
      </td>
      <td>{requester?.name}</td>
      <td>
        {assignee ? (
          <span className={classes.person}>
            <Avatar person={assignee} size={20} />
            {assignee.name.split(' ')[0]}
          </span>
        ) : (
          <span className={classes.faint}>{t('common.unassigned')}</span>
        )}
      </td>
      <td className={classes.dim}>{group?.name ?? '–'}</td>
      <td>
        {ticket.priority && (
          <span className={classes.priority}>
            <PriorityIcon priority={ticket.priority} />
            {t(`priority.${ticket.priority}`)}
          </span>
        )}
      </td>
      <td>
        <ChannelIcon via={ticket.via.channel} size={14} />
      </td>
      <td className={classes.updated}>
        <time dateTime={at} title={fullTime(at, clock)}>
          {shortTime(at, clock, t('time.yesterday'))}
        </time>
      </td>
    </tr>
  );
}
