import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useClock } from '@/features/session/use-session';
import { ListSkeleton } from '@/features/tickets-list/list-skeleton';
import { rowsOf } from '@/features/tickets-list/rows';
import { TicketCard } from '@/features/tickets-list/ticket-card';
import { useT } from '@/i18n/provider';
import { EmptyState, ErrorState } from '@/shared/ui';
import { theirTicketsQuery, type Whose } from './api';
import classes from './profile-page.module.css';

/** What someone, or someone of an organization, asked for. */
export function TheirTickets({ whose }: { whose: Whose }) {
  const t = useT();
  const clock = useClock();
  const query = useInfiniteQuery(theirTicketsQuery(whose));
  if (query.error && !query.data) {
    return (
      <ErrorState
        title={t('list.failed')}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (!query.data) return <ListSkeleton />;
  const rows = rowsOf(query.data.pages);
  if (rows.length === 0) return <EmptyState title={t('people.noTickets')} />;
  return (
    <div className={classes.cards}>
      <ul>
        {rows.map((row) => (
          <li key={row.ticket.id}>
            <TicketCard row={row} to={`/tickets/${row.ticket.id}`} clock={clock} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="subtle" onClick={() => void query.fetchNextPage()}>
          {t('people.more')}
        </Button>
      )}
    </div>
  );
}
