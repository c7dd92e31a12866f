import { type ComponentType, lazy } from 'react';
import { whenIdle } from './when-idle';

/** A component that is no part of the first load, and is there by the time someone asks for it. */
export function loadSoon<P extends object>(load: () => Promise<ComponentType<P>>) {
  whenIdle(() => void load().catch(() => undefined));
  return lazy(async () => ({ default: await load() }));
}
