import { api, type Id, type LinkKind } from '@guichet/api';

export function linkTickets(id: Id, kind: LinkKind, ticket_id: Id) {
  return api.post<void>(`/tickets/${id}/links`, { link: { kind, ticket_id } });
}

export function unlinkTickets(id: Id, other: Id) {
  return api.delete<void>(`/tickets/${id}/links/${other}`);
}
