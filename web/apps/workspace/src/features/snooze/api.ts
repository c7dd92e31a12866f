import { api, type Id, type Snooze } from '@guichet/api';

/** Puts a ticket away until a time, or with none until the customer writes. */
export async function snooze(id: Id, until: Date | null) {
  const body = { snooze: { until: until?.toISOString() ?? null } };
  return (await api.put<{ snooze: Snooze }>(`/tickets/${id}/snooze`, body)).snooze;
}

export function unsnooze(id: Id) {
  return api.delete(`/tickets/${id}/snooze`);
}
