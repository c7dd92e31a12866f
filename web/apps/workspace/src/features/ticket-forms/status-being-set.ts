import type { Id, Status } from '@guichet/api';
import { useEffect } from 'react';
import { createStore, useStore } from '@/shared/store';

/** The status that the answer being written will give its ticket. */
const being = createStore<{ ticketId: Id; status: Status } | null>(null);

/** Says, as long as an answer is being written, which status it gives; null while none is. */
export function useSettingStatus(ticketId: Id, status: Status | null) {
  useEffect(() => {
    if (!status) return;
    being.set({ ticketId, status });
    return () => being.set(null);
  }, [ticketId, status]);
}

/** The status for which a ticket's fields are looked at: the one being set, else the one it has. */
export function useStatusToBe(ticket: { id: Id; status: Status }): Status {
  const set = useStore(being);
  return set?.ticketId === ticket.id ? set.status : ticket.status;
}
