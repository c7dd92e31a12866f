import { onSignedOut, setShelf } from '@guichet/api';
import { whenIdle } from '@/shared/when-idle';
import { clearShelf, shelf } from './shelf';

const ASSETS = 'guichet-assets';
/** After that a first visit is one to come back from, and what it needed at once is there. */
const FIRST_VISIT_MS = 10_000;

/** Makes the app open, and what was read last readable, without a network. */
export function startOffline() {
  // Neither exists on pages that came by plain HTTP from another machine.
  if (!('caches' in window && 'serviceWorker' in navigator)) return;
  setShelf(shelf);
  onSignedOut(() => void clearShelf());
  if (!import.meta.env.PROD) return;
  // What is asked for now comes first.
  whenIdle(() => void navigator.serviceWorker.register('/sw.js'));
  // The first visit is not seen by the worker; what it loads is kept from here.
  if (!navigator.serviceWorker.controller) setTimeout(keepLoadedAssets, FIRST_VISIT_MS);
}

function keepLoadedAssets() {
  const observer = new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) void keepAsset(new URL(name));
  });
  observer.observe({ type: 'resource', buffered: true });
}

async function keepAsset({ href, origin, pathname }: URL) {
  if (origin !== window.location.origin || !pathname.startsWith('/assets/')) return;
  const cache = await caches.open(ASSETS);
  // Taken from the browser's own store, where it lies since it was loaded.
  if (!(await cache.match(href))) await cache.add(href).catch(() => undefined);
}
