import type { User } from '@guichet/api';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useListCommands } from '@/features/inbox/use-list-commands';
import { useClock } from '@/features/session/use-session';
import { BulkBar } from '@/features/tickets-list/bulk-bar';
import { TicketCard } from '@/features/tickets-list/ticket-card';
import { useT } from '@/i18n/provider';
import { Avatar } from '@/shared/ui';
import { ticketCountQuery } from './api';
import classes from './search-page.module.css';
import type { Found } from './use-found';

/** People and tickets that were found; the tickets can be gone through and changed as in a list. */
export function SearchResults({ query, found }: { query: string; found: Found }) {
  const t = useT();
  const clock = useClock();
  const { people, list } = found;
  const isSelecting = list.selected.size > 0;
  const { data: total } = useQuery({ ...ticketCountQuery(query), enabled: isSelecting });
  useListCommands({
    list,
    backTo: '/search',
    openId: null,
    opensOnMove: false,
    onPoint: found.pointTo,
  });
  return (
    <>
      <div className={classes.results}>
        {people.length > 0 && <h2>{t('search.people')}</h2>}
        <ul className={classes.people}>
          {people.map((person) => (
            <li key={person.id}>
              <PersonLink person={person} />
            </li>
          ))}
        </ul>
        {list.rows.length > 0 && <h2>{t('search.tickets')}</h2>}
        <ul>
          {list.rows.map((row) => (
            <li key={row.ticket.id} ref={row.ticket.id === list.currentId ? showWhole : undefined}>
              <TicketCard
                row={row}
                to={list.pathOf(row.ticket.id)}
                clock={clock}
                isCurrent={row.ticket.id === list.currentId}
                isSelected={list.selected.has(row.ticket.id)}
                showsBox={isSelecting}
                onToggle={list.toggle}
              />
            </li>
          ))}
        </ul>
        {found.hasMore && (
          <Button variant="subtle" onClick={found.loadMore}>
            {t('search.more')}
          </Button>
        )}
      </div>
      {isSelecting && <BulkBar list={list} total={total} />}
    </>
  );
}

function showWhole(item: HTMLElement | null) {
  item?.scrollIntoView({ block: 'nearest' });
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
