import { writeFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { Api } from '../support/api';

const TICKETS = 50;
/** For the list to settle, and what is read ahead to arrive, as between two looks of a person. */
const PAUSE_MS = 250;

/** How long from a click on a ticket in the list until its conversation is painted, in milliseconds. */
test('a ticket is opened from the list', async ({ context, page }) => {
  const api = new Api(setting('GUICHET_URL'));
  await api.begin('POST', '/session', {
    email: setting('GUICHET_EMAIL'),
    password: setting('GUICHET_PASSWORD'),
  });
  await context.addCookies([api.sessionCookie()]);
  // By its id: the agent may work in any language.
  const { views } = await api.call<{ views: { id: number; key: string }[] }>(
    'GET',
    '/views/active',
  );
  const allOpen = views.find((view) => view.key === 'all_open');
  await page.goto(`${setting('GUICHET_URL')}/views/${allOpen?.id}`);
  await expect(page.locator('[data-ticket]').nth(5)).toBeVisible();
  await page.evaluate(watchClicks);

  const times: number[] = [];
  for (const seen = new Set<string>(); seen.size < TICKETS; ) {
    const id = await nextInSight(page, seen);
    seen.add(id);
    await page.locator(`[data-ticket="${id}"]`).click();
    times.push(await page.evaluate((ticket) => window.paintedAfter(ticket), id));
    await page.waitForTimeout(PAUSE_MS);
  }
  await writeFile(setting('GUICHET_BENCH_RESULT'), JSON.stringify(times));
});

declare global {
  interface Window {
    paintedAfter: (ticket: string) => Promise<number>;
  }
}

/** Runs in the page: notes when a ticket is clicked, and tells how much later its conversation was painted. */
function watchClicks() {
  let clickedAt = 0;
  const paintedAt = new Map<string, Promise<number>>();
  const noteClick = (event: Event) => {
    clickedAt = event.timeStamp;
    paintedAt.clear();
  };
  addEventListener('click', noteClick, { capture: true });
  const isShown = (ticket: string) =>
    document.title.startsWith(`#${ticket} `) && document.querySelector('article') !== null;
  /** The callback of a message that was sent in an animation frame runs after that frame was painted. */
  const painted = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  const shownId = () => /^#(\d+) /.exec(document.title)?.[1];
  new MutationObserver(() => {
    const ticket = shownId();
    if (ticket && !paintedAt.has(ticket) && isShown(ticket)) paintedAt.set(ticket, painted());
  }).observe(document, { subtree: true, childList: true, characterData: true });
  window.paintedAfter = async (ticket) => {
    while (!paintedAt.has(ticket)) await new Promise((later) => setTimeout(later, 5));
    return ((await paintedAt.get(ticket)) ?? 0) - clickedAt;
  };
}

/** A ticket of the list that can be clicked without scrolling and was not clicked yet; scrolls if there is none. */
async function nextInSight(page: Page, seen: Set<string>): Promise<string> {
  for (;;) {
    const id = await page.evaluate(
      (known) => {
        const cards = [...document.querySelectorAll<HTMLElement>('[data-ticket]')];
        const fresh = cards.filter((card) => !known.includes(card.dataset.ticket ?? ''));
        const isInSight = (card: HTMLElement) => {
          const { x, y, width, height } = card.getBoundingClientRect();
          return card.contains(document.elementFromPoint(x + width / 2, y + height / 2));
        };
        const next = fresh.find(isInSight);
        if (!next) fresh[0]?.scrollIntoView({ block: 'center' });
        return next?.dataset.ticket;
      },
      [...seen],
    );
    if (id) return id;
    await page.waitForTimeout(PAUSE_MS);
  }
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}
