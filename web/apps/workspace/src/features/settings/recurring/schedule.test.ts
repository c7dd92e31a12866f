import { expect, test } from 'vitest';
import en from '@/i18n/en';
import enLater from '@/i18n/en-later';
import fr from '@/i18n/fr';
import frLater from '@/i18n/fr-later';
import { createTranslate } from '@/i18n/texts';
import {
  LAST_DAY,
  newSchedule,
  type ScheduleDraft,
  scheduleDraftOf,
  scheduleOf,
} from './schedule-draft';
import { scheduleWords } from './schedule-words';

const PARIS = 'Europe/Paris';
const NOW = new Date('2026-11-24T23:30:00Z');
const BLANK = newSchedule(NOW, PARIS);

function words(part: Partial<ScheduleDraft>, locale: 'en' | 'fr' = 'en'): string {
  const texts = locale === 'en' ? { ...en, ...enLater } : { ...fr, ...frLater };
  const schedule = scheduleOf({ ...BLANK, startsOn: '2026-11-20', ...part });
  if (!schedule) throw new Error('nothing is missing');
  return scheduleWords(
    schedule,
    { locale, timeZone: PARIS, now: NOW },
    createTranslate(locale, texts),
  );
}

test('a new schedule begins today by the clocks of its zone', () => {
  expect(BLANK).toMatchObject({ startsOn: '2026-11-25', weekday: 'wednesday', day: 25, month: 11 });
});

test('a form says what it was made of', () => {
  const drafts: Partial<ScheduleDraft>[] = [
    { repeat: 'daily', endsOn: '2026-12-01' },
    { repeat: 'workdays' },
    { repeat: 'weekly', weekdays: ['friday', 'monday'] },
    { repeat: 'monthly', day: LAST_DAY },
    { repeat: 'yearly', month: 3, week: 2, weekday: 'tuesday' },
  ];
  for (const draft of drafts) {
    const schedule = scheduleOf({ ...BLANK, ...draft });
    expect(schedule && scheduleOf(scheduleDraftOf(schedule, NOW))).toEqual(schedule);
  }
  expect(scheduleOf({ ...BLANK, time: '' })).toBeNull();
});

test('a schedule is said in words', () => {
  expect(words({ repeat: 'workdays' })).toBe('Monday to Friday at 09:00');
  expect(words({ repeat: 'weekly', weekdays: ['friday', 'monday'] })).toBe(
    'Every week on Monday and Friday at 09:00',
  );
  expect(words({ repeat: 'monthly', day: 22 })).toBe('Every month on the 22nd at 09:00');
  expect(words({ repeat: 'yearly', month: 2, day: LAST_DAY, endsOn: '2028-03-01' })).toBe(
    'Every year in February on the last day at 09:00 · until 1 March 2028',
  );
  expect(words({ repeat: 'daily', timeZone: 'America/New_York' })).toBe(
    'Every day at 09:00 · America/New York',
  );
  expect(words({ repeat: 'monthly', week: 2, weekday: 'tuesday' }, 'fr')).toBe(
    'Chaque mois, le deuxième mardi, à 09:00',
  );
});
