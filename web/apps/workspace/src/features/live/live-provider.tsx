import {
  apiPath,
  type Id,
  type LiveMessage,
  type PresenceState,
  type PresentPerson,
} from '@guichet/api';
import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { onOtherTabs } from '@/shared/other-tabs';
import { useStore } from '@/shared/store';
import { createBatch } from './batch';
import { type LiveSocket, openLiveSocket } from './live-socket';
import { presentPeople } from './present-people';
import { refreshLists } from './refresh-lists';
import { staleAfter } from './stale-after';

type Live = {
  /** Null while connected, else when the next try comes, in milliseconds. */
  nextTryAt: number | null;
  present: (ticketId: Id | null, state: PresenceState) => void;
  peopleOn: (ticketId: Id) => readonly PresentPerson[];
};

const NOBODY: readonly PresentPerson[] = [];
const LiveContext = createContext<Live>({
  nextTryAt: null,
  present: () => undefined,
  peopleOn: () => NOBODY,
});

/** Keeps what is on the screen as it is on the server, and knows who else is on a ticket. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const socket = useRef<LiveSocket | null>(null);
  const presence = useRef<[Id | null, PresenceState]>([null, 'viewing']);
  const [nextTryAt, setNextTryAt] = useState<number | null>(null);
  const people = useStore(presentPeople);
  const isOnline = useOnline();

  useEffect(() => {
    const refresh = createBatch((keys) => {
      for (const queryKey of keys) {
        if (queryKey[0] === 'tickets') refreshLists(client);
        else void client.invalidateQueries({ queryKey });
      }
    });
    const onMessage = (message: LiveMessage) => {
      if (message.type === 'presence') {
        const others = new Map(presentPeople.get());
        presentPeople.set(others.set(message.ticket_id, message.people));
      }
      refresh.add(staleAfter(message));
    };
    const { protocol, host } = window.location;
    const url = `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${apiPath('/live')}`;
    const opened = openLiveSocket(url, {
      onMessage,
      onReconnect: () => void client.invalidateQueries(),
      onState: setNextTryAt,
    });
    socket.current = opened;
    // Panes below may have said where they are before the socket was there.
    opened.present(...presence.current);
    const stopListening = onOtherTabs((stale) => refresh.add([stale]));
    return () => {
      stopListening();
      opened.close();
      presentPeople.set(new Map());
      refresh.cancel();
    };
  }, [client]);

  useEffect(() => {
    if (isOnline) socket.current?.retryNow();
  }, [isOnline]);

  const value = useMemo<Live>(
    () => ({
      nextTryAt: isOnline ? nextTryAt : Number.POSITIVE_INFINITY,
      present(ticketId, state) {
        presence.current = [ticketId, state];
        socket.current?.present(ticketId, state);
      },
      peopleOn: (ticketId) => people.get(ticketId) ?? NOBODY,
    }),
    [isOnline, nextTryAt, people],
  );
  return <LiveContext value={value}>{children}</LiveContext>;
}

export function useLive() {
  return useContext(LiveContext);
}

/** Whether the browser believes it has a network. */
function useOnline() {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener);
      window.addEventListener('offline', listener);
      return () => {
        window.removeEventListener('online', listener);
        window.removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
  );
}
