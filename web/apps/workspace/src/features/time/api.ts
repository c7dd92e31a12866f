import { api, type Id, type Instant, type TimeEntry } from '@guichet/api';

/** What is set of a time entry; what is absent stays. */
export type TimeChange = { seconds?: number; note?: string; spent_at?: Instant };

export function createEntry(ticketId: Id, time_entry: TimeChange) {
  return api.post<{ time_entry: TimeEntry }>(`/tickets/${ticketId}/time_entries`, { time_entry });
}

export function changeEntry(id: Id, time_entry: TimeChange) {
  return api.put<{ time_entry: TimeEntry }>(`/time_entries/${id}`, { time_entry });
}

export function deleteEntry(id: Id) {
  return api.delete<void>(`/time_entries/${id}`);
}
