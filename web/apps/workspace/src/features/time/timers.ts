import type { Id } from '@guichet/api';
import { createStore, useStore } from '@/shared/store';

/** The time someone works on a ticket: what went by before the last pause, and since when it runs again. */
export type Timer = {
  seconds: number;
  /** In milliseconds since 1970; null while it is paused. */
  since: number | null;
  /** It is not to leave with the next message. */
  isKept?: boolean;
};
type Timers = Record<string, Timer>;

const KEY = 'guichet.timers';

function read(): Timers {
  try {
    return (JSON.parse(localStorage.getItem(KEY) ?? '{}') as Timers | null) ?? {};
  } catch {
    return {};
  }
}

/** The timers of this browser, by ticket: they outlive the page. */
const timers = createStore<Timers>(read());

// What another tab of this browser starts or ends.
window.addEventListener('storage', ({ key }) => {
  if (key === KEY) timers.set(read());
});

function save(id: Id, timer: Timer | null) {
  const { [id]: _before, ...others } = read();
  const all = timer ? { ...others, [id]: timer } : others;
  localStorage.setItem(KEY, JSON.stringify(all));
  timers.set(all);
}

export function useTimer(id: Id): Timer | undefined {
  return useStore(timers)[id];
}

export const timerOf = (id: Id): Timer | undefined => timers.get()[id];

/** Whole seconds that a timer has measured. */
export function elapsed(timer: Timer | undefined, now: Date): number {
  if (!timer) return 0;
  const running = timer.since === null ? 0 : now.getTime() - timer.since;
  return Math.max(0, timer.seconds + Math.floor(running / 1000));
}

export function startTimer(id: Id, now: Date) {
  save(id, { ...timerOf(id), seconds: elapsed(timerOf(id), now), since: now.getTime() });
}

export function pauseTimer(id: Id, now: Date) {
  save(id, { ...timerOf(id), seconds: elapsed(timerOf(id), now), since: null });
}

export function dropTimer(id: Id) {
  save(id, null);
}

/** Brings measured time back that was not stored after all. */
export function returnTime(id: Id, seconds: number) {
  const timer = timerOf(id) ?? { seconds: 0, since: null };
  save(id, { ...timer, seconds: timer.seconds + seconds });
}

/** Whether the time leaves with the next message. */
export function keepTime(id: Id, isKept: boolean) {
  const timer = timerOf(id);
  if (timer) save(id, { ...timer, isKept });
}

/** The time that leaves with a message now; the timer ends with it. */
export function takeTime(id: Id, now: Date): { seconds: number } | undefined {
  const timer = timerOf(id);
  const seconds = elapsed(timer, now);
  if (timer?.isKept || seconds === 0) return undefined;
  dropTimer(id);
  return { seconds };
}
