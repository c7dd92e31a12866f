import type { Locale } from '@guichet/api';

const HOUR = 3600;
const MINUTE = 60;

/** Seconds of a time as people write it: 1h 20m, 1 h 20, 1:20, 1.5h, 45 min, or 45 for minutes. Null for anything else. */
export function parseDuration(text: string): number | null {
  const typed = text.trim().toLowerCase().replace(',', '.');
  const clock = /^(\d+):([0-5]?\d)$/.exec(typed);
  if (clock) return toSeconds(clock[1], clock[2]);
  const minutes = /^(\d+(?:\.\d+)?)\s*(?:m|min|mins|minutes?)?$/.exec(typed);
  if (minutes) return toSeconds(undefined, minutes[1]);
  const hours = /^(\d+(?:\.\d+)?)\s*(?:h|hours?|heures?)\s*(?:(\d+)\s*(?:m|min|minutes?)?)?$/.exec(
    typed,
  );
  return hours ? toSeconds(hours[1], hours[2]) : null;
}

/** Nothing is no time. */
function toSeconds(hours = '0', minutes = '0'): number | null {
  return Math.round(Number(hours) * HOUR + Number(minutes) * MINUTE) || null;
}

/** A time in words: 1h 20m, 20m, 45s; in French 1 h 20, 20 min, 45 s. Whole minutes from the first on. */
export function durationText(seconds: number, locale: Locale): string {
  const isFrench = locale === 'fr';
  if (seconds < MINUTE) return isFrench ? `${seconds}\u00a0s` : `${seconds}s`;
  const total = Math.floor(seconds / MINUTE);
  const [hours, minutes] = [Math.floor(total / 60), total % 60];
  if (hours === 0) return isFrench ? `${minutes}\u00a0min` : `${minutes}m`;
  if (!isFrench) return minutes > 0 ? `${hours}h ${minutes}m` : `${hours}h`;
  const rest = String(minutes).padStart(2, '0');
  return minutes > 0 ? `${hours}\u00a0h\u00a0${rest}` : `${hours}\u00a0h`;
}

/** What a running timer shows: 4:05, 1:04:05. */
export function timerText(seconds: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const hours = Math.floor(seconds / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  const rest = two(seconds % MINUTE);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
