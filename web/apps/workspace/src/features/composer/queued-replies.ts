import { ApiError, type Id } from '@guichet/api';
import { saveTicket, type TicketChange } from '@/features/tickets/api';

/** Replies written without a connection, in this browser, oldest first. */
export type QueuedReply = { ticketId: Id; change: TicketChange };

const KEY = 'guichet.queued-replies';

export function readQueue(): QueuedReply[] {
  try {
    const queue = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(queue) ? queue : [];
  } catch {
    return [];
  }
}

function writeQueue(queue: QueuedReply[]) {
  if (queue.length === 0) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify(queue));
}

/** Keeps a reply until the server can be reached again. */
export function queueReply(reply: QueuedReply) {
  writeQueue([...readQueue(), reply]);
}

type Outcome = { sent: Id[]; refused: QueuedReply[] };

/**
 * Sends what waits, one after the other, and stops at the first that finds no connection.
 * A reply the server refuses is handed back, so that it is not lost.
 */
export async function sendQueue(save: typeof saveTicket = saveTicket): Promise<Outcome> {
  const outcome: Outcome = { sent: [], refused: [] };
  for (let reply = readQueue()[0]; reply; reply = readQueue()[0]) {
    try {
      await save(reply.ticketId, reply.change, undefined);
      outcome.sent.push(reply.ticketId);
    } catch (error) {
      const isRefused = error instanceof ApiError && error.status >= 400 && error.status < 500;
      if (!isRefused) break;
      outcome.refused.push(reply);
    }
    writeQueue(readQueue().slice(1));
  }
  return outcome;
}
