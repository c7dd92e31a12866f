import type { Status } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { conversationQuery } from '@/features/tickets/api';
import { createStore, useStore } from '@/shared/store';

export type RecentTicket = { id: number; subject: string; status: Status; requesterName: string };

const STORAGE_KEY = 'guichet.recentTickets';
const KEPT = 6;

const recent = createStore<readonly RecentTicket[]>(read());

/** The tickets opened last in this browser, the newest first. */
export function useRecentTickets() {
  return useStore(recent);
}

/** The ticket on the screen; remembers it once it has loaded. */
export function useOpenTicket(): number | null {
  const { pathname } = useLocation();
  const id = Number(/\/tickets\/(\d+)/.exec(pathname)?.[1] ?? 0);
  const { data } = useQuery({ ...conversationQuery(id), enabled: false });
  useEffect(() => {
    if (data?.ticket.id !== id) return;
    const { ticket, users } = data;
    const requester = users.find((user) => user.id === ticket.requester_id);
    remember({
      id,
      subject: ticket.subject ?? '',
      status: ticket.status,
      requesterName: requester?.name ?? '',
    });
  }, [data, id]);
  return id || null;
}

function remember(ticket: RecentTicket) {
  const others = recent.get().filter((each) => each.id !== ticket.id);
  recent.set([ticket, ...others].slice(0, KEPT));
  localStorage.setItem(STORAGE_KEY, JSON.stringify(recent.get()));
}

function read(): RecentTicket[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(stored) ? stored : [];
  } catch {
    return [];
  }
}
