const AT_LATEST_MS = 2000;

/** Does something once the browser has nothing better to do. */
export function whenIdle(run: () => void) {
  if ('requestIdleCallback' in window) window.requestIdleCallback(run, { timeout: AT_LATEST_MS });
  else setTimeout(run, AT_LATEST_MS);
}
