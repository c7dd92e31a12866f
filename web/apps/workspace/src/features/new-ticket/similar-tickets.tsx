import { api, type ListedTicket } from '@guichet/api';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCopy } from '@tabler/icons-react';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { TicketLinks } from '@/features/requester/ticket-links';
import { useT } from '@/i18n/provider';
import type { Requester } from './api';
import classes from './similar-tickets.module.css';

const PAUSE_MS = 250;
const SHORTEST_SUBJECT = 4;

type Similar = { tickets: ListedTicket[]; count: number };

const similarQuery = (requester: Requester | null, subject: string) =>
  queryOptions({
    queryKey: ['tickets-similar', requester, subject],
    queryFn: ({ signal }) =>
      api.get<Similar>(
        '/tickets/similar',
        {
          requester_id: requester && 'id' in requester ? requester.id : undefined,
          requester_email: requester && 'email' in requester ? requester.email : undefined,
          subject: subject || undefined,
        },
        signal,
      ),
    enabled: requester !== null || subject.length >= SHORTEST_SUBJECT,
    placeholderData: keepPreviousData,
  });

/** While a ticket is written: open ones that it may repeat, each opened by a click; what is written stays. */
export function SimilarTickets({
  requester,
  subject,
}: {
  requester: Requester | null;
  subject: string;
}) {
  const t = useT();
  const [asked] = useDebouncedValue(subject.trim(), PAUSE_MS);
  const { data } = useQuery(similarQuery(requester, asked));
  const isAsked = requester !== null || asked.length >= SHORTEST_SUBJECT;
  if (!isAsked || !data?.tickets.length) return null;
  return (
    <section className={classes.box} aria-live="polite" aria-label={t('new.similarLabel')}>
      <h2 className={classes.title}>
        <IconCopy size={16} stroke={1.75} aria-hidden="true" />
        {t(requester && asked === '' ? 'new.openOfRequester' : 'new.similar', {
          count: data.count,
        })}
      </h2>
      <TicketLinks tickets={data.tickets} />
    </section>
  );
}
