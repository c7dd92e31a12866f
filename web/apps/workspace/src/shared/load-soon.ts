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

/** What is loaded ahead goes one after the other, each when the browser has time: the page is used meanwhile. */
let queue: Promise<unknown> = Promise.resolve();

/** The same, loaded by the time someone asks for it. */
export function loadSoon<P extends object>(load: Load<P>) {
  queue = queue
    .then(() => new Promise<void>(whenIdle))
    .then(load)
    .catch(() => undefined);
  return loadLater(load);
}

/** What a load gives; without a network once there is one. */
export async function loadedOnline<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (navigator.onLine) throw error;
    await new Promise((resolve) => window.addEventListener('online', resolve, { once: true }));
    return load();
  }
}
