import type { Shelf } from '@guichet/api';

const CACHE = 'guichet-answers';
/** As many tickets as one comes back to on a train. */
const MOST_TICKETS = 60;

/** What the pages of the inbox read, by path: who one is, the views and their lists, tickets. */
const KEPT_PATHS = [
  /^\/users\/me$/,
  /^\/account\/settings$/,
  /^\/views\/active$/,
  /^\/views\/count_many$/,
  /^\/views\/\d+\/tickets$/,
  /^\/tickets\/show_many$/,
  /^\/tickets\/\d+\/conversation$/,
  /^\/users$/,
  /^\/groups$/,
  /^\/custom_statuses$/,
  /^\/ticket_fields$/,
  /^\/ticket_forms$/,
  /^\/macros\/active$/,
];
const TICKET = /\/tickets\/\d+\/conversation$/;

/** Whether an answer is worth keeping: the start of a list, not what was read further down. */
export function isKept(url: URL): boolean {
  const path = url.pathname.replace(/^\/api\/v2/, '');
  return KEPT_PATHS.some((each) => each.test(path)) && !url.searchParams.has('page[after]');
}

/** Keeps what was read last in this browser, to read it without a network. */
export const shelf: Shelf = {
  async keep(address, response) {
    const url = new URL(address, window.location.origin);
    if (!isKept(url)) return;
    const cache = await caches.open(CACHE);
    await cache.put(url, response);
    if (TICKET.test(url.pathname)) await dropOldest(cache);
  },
  async recall(address) {
    return caches.match(new URL(address, window.location.origin), { cacheName: CACHE });
  },
  async drop(address) {
    const cache = await caches.open(CACHE);
    await cache.delete(new URL(address, window.location.origin));
  },
};

async function dropOldest(cache: Cache) {
  const tickets = (await cache.keys()).filter(({ url }) => TICKET.test(new URL(url).pathname));
  await Promise.all(tickets.slice(0, -MOST_TICKETS).map((ticket) => cache.delete(ticket)));
}

/** Forgets everything: nobody is signed in here any more. */
export async function clearShelf() {
  if ('caches' in window) await caches.delete(CACHE);
}
