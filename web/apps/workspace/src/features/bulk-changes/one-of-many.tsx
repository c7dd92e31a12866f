import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Row } from '@/features/tickets-list/rows';
import type { Selectable } from '@/features/tickets-list/use-selection';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import classes from './bulk-dialogs.module.css';

type Props = { list: Selectable; children: (row: Row) => ReactNode };

/** What would become of one of the selected tickets, and the way to the next of those that are read. */
export function OneOfMany({ list, children }: Props) {
  const t = useT();
  const [at, setAt] = useState(0);
  const rows = list.rows.filter((row) => list.selected.has(row.ticket.id));
  const row = rows[Math.min(at, rows.length - 1)];
  if (!row) return null;
  return (
    <section className={classes.one} aria-label={t('bulk.preview')}>
      <header className={classes.oneHead}>
        <span className={classes.oneName}>
          <b>#{row.ticket.id}</b> {row.requester?.name ?? t('common.unknownPerson')}
        </span>
        <IconButton
          label={t('bulk.previousTicket')}
          aria-disabled={at === 0}
          onClick={() => setAt(Math.max(0, at - 1))}
        >
          <IconChevronLeft size={16} stroke={1.75} />
        </IconButton>
        <IconButton
          label={t('bulk.nextTicket')}
          aria-disabled={at >= rows.length - 1}
          onClick={() => setAt(Math.min(rows.length - 1, at + 1))}
        >
          <IconChevronRight size={16} stroke={1.75} />
        </IconButton>
      </header>
      {children(row)}
    </section>
  );
}
