import { type ComponentType, lazy } from 'react';

const AT_LATEST_MS = 2000;

/** Does something once the browser has nothing better to do. */
function whenIdle(run: () => void) {
  if ('requestIdleCallback' in window) window.requestIdleCallback(run, { timeout: AT_LATEST_MS });
  else setTimeout(run, AT_LATEST_MS);
}

/** A component that is no part of the first load, and is there by the time someone asks for it. */
export function loadSoon<P extends object>(load: () => Promise<ComponentType<P>>) {
  whenIdle(() => void load().catch(() => undefined));
  return lazy(async () => ({ default: await load() }));
}
