import type { Ticket } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { incidentsQuery } from './api';

/** How many incidents are solved together with this ticket: none unless it is a problem that is not solved. */
export function useWaitingIncidents(ticket: Ticket): number {
  const isDone = ticket.status === 'solved' || ticket.status === 'closed';
  const isProblem = ticket.type === 'problem' && ticket.has_incidents && !isDone;
  const { data } = useQuery(incidentsQuery(ticket.id, isProblem));
  if (!isProblem || !data) return 0;
  const solved = data.tickets.filter(({ status }) => status === 'solved' || status === 'closed');
  return data.count - solved.length;
}
