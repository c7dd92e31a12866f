import type { Id, LiveMessage, PresenceState } from '@guichet/api';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
const PRESENCE_EVERY_MS = 20_000;

/** How long to wait before the n-th try (from 0): doubles up to 15 s, with some chance in it. */
export function backOff(attempt: number, chance: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return Math.round(wait * (0.75 + chance / 2));
}

type Listeners = {
  onMessage: (message: LiveMessage) => void;
  /** Called on every connection after the first: something may have been missed. */
  onReconnect: () => void;
  /** Null while connected, else the instant of the next try in milliseconds. */
  onState: (nextTryAt: number | null) => void;
};

export type LiveSocket = {
  /** Tells others what this agent has open; repeated while it lasts, since it fades after 45 s. */
  present: (ticketId: Id | null, state: PresenceState) => void;
  retryNow: () => void;
  close: () => void;
};

/** Keeps one connection to the server's live messages, coming back by itself. */
export function openLiveSocket(url: string, listeners: Listeners): LiveSocket {
  let socket: WebSocket | null = null;
  let attempt = 0;
  let hasConnected = false;
  let isClosed = false;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let presence: { ticket_id: Id | null; state: PresenceState } = {
    ticket_id: null,
    state: 'viewing',
  };

  function connect() {
    clearTimeout(retryTimer);
    socket = new WebSocket(url);
    socket.onopen = () => {
      attempt = 0;
      listeners.onState(null);
      if (hasConnected) listeners.onReconnect();
      hasConnected = true;
      sendPresence();
    };
    socket.onmessage = (event) => {
      const message = parse(String(event.data));
      if (message) listeners.onMessage(message);
    };
    socket.onclose = () => {
      if (isClosed) return;
      const wait = backOff(attempt, Math.random());
      attempt += 1;
      listeners.onState(Date.now() + wait);
      retryTimer = setTimeout(connect, wait);
    };
  }

  function sendPresence() {
    if (socket?.readyState !== WebSocket.OPEN) return;
    socket.send(JSON.stringify({ type: 'presence', ...presence }));
  }

  const presenceTimer = setInterval(() => {
    if (presence.ticket_id !== null) sendPresence();
  }, PRESENCE_EVERY_MS);
  connect();

  return {
    present(ticketId, state) {
      presence = { ticket_id: ticketId, state };
      sendPresence();
    },
    retryNow() {
      if (socket?.readyState === WebSocket.OPEN || socket?.readyState === WebSocket.CONNECTING)
        return;
      attempt = 0;
      connect();
    },
    close() {
      isClosed = true;
      clearTimeout(retryTimer);
      clearInterval(presenceTimer);
      socket?.close();
    },
  };
}

function parse(text: string): LiveMessage | null {
  try {
    return JSON.parse(text) as LiveMessage;
  } catch {
    return null;
  }
}
