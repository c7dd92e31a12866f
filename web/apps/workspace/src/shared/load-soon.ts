import { type ComponentType, lazy } from 'react';
import { whenIdle } from './when-idle';

type Load<P> = () => Promise<ComponentType<P>>;

/**
 * A component that is loaded when it is first shown. Without a network it waits for one, as what is around it goes on
 * working.
 */
export function loadLater<P extends object>(load: Load<P>) {
  return lazy(async () => ({ default: await loadedOnline(load) }));
}

/** The same, loaded by the time someone asks for it. */
export function loadSoon<P extends object>(load: Load<P>) {
  whenIdle(() => void load().catch(() => undefined));
  return loadLater(load);
}

async function loadedOnline<P>(load: Load<P>): Promise<ComponentType<P>> {
  try {
    return await load();
  } catch (error) {
    if (navigator.onLine) throw error;
    await new Promise((resolve) => window.addEventListener('online', resolve, { once: true }));
    return load();
  }
}
