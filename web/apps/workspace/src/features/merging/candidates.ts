import type { Id, Status } from '@guichet/api';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { suggestQuery, ticketQuery } from '@/features/palette/api';
import { requestedTicketsQuery } from '@/features/requester/api';

const PAUSE_MS = 120;
const MOST = 8;

/** A ticket that another could be merged into. */
export type Candidate = { id: Id; subject: string; status: Status; by: string | null };

type Asked = { ticketId: Id; requesterId: Id; text: string };

/** What fits what is typed; with nothing typed, what else the same person asked for. */
export function useCandidates({ ticketId, requesterId, text }: Asked): Candidate[] | undefined {
  const [asked] = useDebouncedValue(text.trim().replace(/^#/, ''), PAUSE_MS);
  const { data: requested } = useQuery(requestedTicketsQuery(requesterId));
  const { data: found } = useQuery(suggestQuery(asked));
  const { data: byNumber } = useQuery(ticketQuery(/^\d+$/.test(asked) ? Number(asked) : 0));
  if (asked === '') {
    const own = requested?.tickets.map(({ id, subject, status }) => ({
      id,
      subject: subject ?? '',
      status,
      by: null,
    }));
    return own && mergeable(own, ticketId);
  }
  const numbered = byNumber && String(byNumber.id) === asked ? [byNumber] : [];
  const all: Candidate[] = [
    ...numbered.map(({ id, subject, status }) => ({
      id,
      subject: subject ?? '',
      status,
      by: null,
    })),
    ...(found?.tickets ?? []).map(({ id, subject, status, requester_name }) => ({
      id,
      subject,
      status,
      by: requester_name,
    })),
  ];
  return found && mergeable(all, ticketId);
}

/** Tickets that are not closed, each once and never the one itself; those not solved yet first. */
export function mergeable(candidates: readonly Candidate[], ticketId: Id): Candidate[] {
  const fitting = new Map<Id, Candidate>();
  for (const each of candidates) {
    if (each.id !== ticketId && each.status !== 'closed' && !fitting.has(each.id)) {
      fitting.set(each.id, each);
    }
  }
  const list = [...fitting.values()];
  const isSolved = (each: Candidate) => each.status === 'solved';
  return [...list.filter((each) => !isSolved(each)), ...list.filter(isSolved)].slice(0, MOST);
}
