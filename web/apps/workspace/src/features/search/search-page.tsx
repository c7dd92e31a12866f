import type { User } from '@guichet/api';
import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useClock } from '@/features/session/use-session';
import { ListSkeleton } from '@/features/tickets-list/list-skeleton';
import { rowsOf } from '@/features/tickets-list/rows';
import { TicketCard } from '@/features/tickets-list/ticket-card';
import { useT } from '@/i18n/provider';
import { Avatar, EmptyState, ErrorState } from '@/shared/ui';
import { type SearchPage as ResultPage, searchQuery } from './api';
import classes from './search-page.module.css';

const PAUSE_MS = 250;
const NO_MORE = { has_more: false, after_cursor: null };

/** The search with all its results; the query stands in the address, so it can be shared. */
export function SearchPage() {
  const t = useT();
  const [params, setParams] = useSearchParams();
  const query = params.get('q')?.trim() ?? '';
  const [text, setText] = useState(query);
  const [known, setKnown] = useState(query);
  if (known !== query) {
    setKnown(query);
    setText(query);
  }
  const search = useDebouncedCallback((typed: string) => {
    setParams(typed.trim() ? { q: typed.trim() } : {}, { replace: true });
  }, PAUSE_MS);
  const found = useInfiniteQuery(searchQuery(query));
  const count = found.data?.pages[0]?.count;
  return (
    <section className={classes.page} aria-label={t('search.title')} data-pane tabIndex={-1}>
      <title>{`${query || t('search.title')} · Guichet`}</title>
      <header className={classes.head}>
        <h1>{t('search.title')}</h1>
        {count !== undefined && (
          <span className={classes.count} role="status">
            {t('search.results', { count })}
          </span>
        )}
      </header>
      <div className={classes.field}>
        <TextInput
          type="search"
          aria-label={t('search.field')}
          placeholder={t('search.field')}
          leftSection={<IconSearch size={16} stroke={1.75} />}
          value={text}
          autoFocus
          onChange={(event) => {
            setText(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
        />
      </div>
      {query === '' ? (
        <EmptyState title={t('search.start')}>{t('search.startText')}</EmptyState>
      ) : found.error ? (
        <ErrorState
          title={t('search.failed')}
          error={found.error}
          onRetry={() => void found.refetch()}
        />
      ) : !found.data ? (
        <ListSkeleton />
      ) : (
        <Results
          pages={found.data.pages}
          hasMore={found.hasNextPage}
          onMore={() => void found.fetchNextPage()}
        />
      )}
    </section>
  );
}

type ResultsProps = { pages: ResultPage[]; hasMore: boolean; onMore: () => void };

function Results({ pages, hasMore, onMore }: ResultsProps) {
  const t = useT();
  const clock = useClock();
  const results = pages.flatMap((page) => page.results);
  const people = results.filter((result) => result.result_type === 'user');
  const rows = rowsOf(
    pages.map((page) => ({
      tickets: page.results.filter((result) => result.result_type === 'ticket'),
      users: page.users ?? [],
      groups: page.groups ?? [],
      meta: NO_MORE,
    })),
  );
  if (people.length + rows.length === 0) {
    return <EmptyState title={t('search.none')}>{t('search.noneText')}</EmptyState>;
  }
  return (
    <div className={classes.results}>
      {people.length > 0 && <h2>{t('search.people')}</h2>}
      <ul className={classes.people}>
        {people.map((person) => (
          <li key={person.id}>
            <PersonLink person={person} />
          </li>
        ))}
      </ul>
      {rows.length > 0 && <h2>{t('search.tickets')}</h2>}
      <ul>
        {rows.map((row) => (
          <li key={row.ticket.id}>
            <TicketCard row={row} to={`/tickets/${row.ticket.id}`} clock={clock} />
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button variant="subtle" onClick={onMore}>
          {t('search.more')}
        </Button>
      )}
    </div>
  );
}

function PersonLink({ person }: { person: User }) {
  return (
    <Link to={`/people/${person.id}`} className={classes.person}>
      <Avatar person={person} />
      <span>
        <b>{person.name}</b>
        <br />
        <span className={classes.faint}>{person.email}</span>
      </span>
    </Link>
  );
}
