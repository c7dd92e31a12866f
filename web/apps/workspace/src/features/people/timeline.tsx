import type { Conversation, Id } from '@guichet/api';
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useClock } from '@/features/session/use-session';
import { conversationQuery } from '@/features/tickets/api';
import { ListSkeleton } from '@/features/tickets-list/list-skeleton';
import { useT } from '@/i18n/provider';
import { fullTime, messageTime } from '@/shared/time/format';
import { Avatar, ChannelIcon, EmptyState, StatusIcon } from '@/shared/ui';
import { theirTicketsQuery } from './api';
import { type Moment, momentsOf } from './moments';
import classes from './profile-page.module.css';

const TICKETS_AT_ONCE = 10;

/** Everything that was said with a person, the newest first, whichever ticket it was said on. */
export function Timeline({ personId }: { personId: Id }) {
  const t = useT();
  const [shown, setShown] = useState(TICKETS_AT_ONCE);
  const tickets = useInfiniteQuery(theirTicketsQuery({ kind: 'users', id: personId }));
  const known = tickets.data?.pages.flatMap((page) => page.tickets);
  const asked = known?.slice(0, shown) ?? [];
  const conversations = useQueries({
    queries: asked.map((ticket) => conversationQuery(ticket.id)),
    combine: (results) => ({
      isPending: results.some((result) => result.isPending),
      read: results.flatMap((result): Conversation[] => (result.data ? [result.data] : [])),
    }),
  });
  if (!known || conversations.isPending) return <ListSkeleton />;
  const moments = momentsOf(conversations.read);
  if (moments.length === 0) return <EmptyState title={t('people.noTickets')} />;
  return (
    <div className={classes.moments}>
      <ol>
        {moments.map((moment) => (
          <MomentLine key={moment.comment.id} moment={moment} />
        ))}
      </ol>
      {shown < known.length && (
        <Button variant="subtle" onClick={() => setShown(shown + TICKETS_AT_ONCE)}>
          {t('people.more')}
        </Button>
      )}
    </div>
  );
}

function MomentLine({ moment: { comment, author, ticket } }: { moment: Moment }) {
  const t = useT();
  const clock = useClock();
  const person = author ?? { id: comment.author_id, name: t('common.unknownPerson') };
  return (
    <li className={classes.moment} data-note={!comment.public || undefined}>
      <Avatar person={person} />
      <div>
        <div className={classes.momentHead}>
          <b>{person.name}</b>
          <ChannelIcon via={comment.via.channel} />
          <Link to={`/tickets/${ticket.id}`} className={classes.momentTicket}>
            <StatusIcon status={ticket.status} size={13} />
            <span>{ticket.subject || t('common.noSubject')}</span>
          </Link>
          <time dateTime={comment.created_at} title={fullTime(comment.created_at, clock)}>
            {messageTime(comment.created_at, clock)}
          </time>
        </div>
        <p className={classes.momentText}>{comment.plain_body}</p>
      </div>
    </li>
  );
}
