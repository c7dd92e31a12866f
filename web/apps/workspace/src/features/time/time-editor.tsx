import type { TimeEntry } from '@guichet/api';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import properties from '@/features/properties/property-list.module.css';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { dayIn, endOfDay } from '@/shared/time/due';
import type { TimeChange } from './api';
import { durationText, parseDuration } from './duration';
import classes from './time.module.css';

const LONGEST_NOTE = 1000;

type Props = {
  /** The entry to change; a new one otherwise. */
  entry: TimeEntry | null;
  onSave: (change: TimeChange) => void;
  onRemove?: () => void;
};

/** How long, on what and on which day, as people write it. */
export function TimeEditor({ entry, onSave, onRemove }: Props) {
  const t = useT();
  const { timeZone, locale, now } = useClock();
  const firstText = entry ? durationText(entry.seconds, locale) : '';
  const firstDay = dayIn(entry?.spent_at ?? now.toISOString(), timeZone);
  const [text, setText] = useState(firstText);
  const [note, setNote] = useState(entry?.note ?? '');
  const [day, setDay] = useState(firstDay);
  const [wasTried, setTried] = useState(false);
  const seconds = parseDuration(text);
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const isSame = text === firstText && entry !== null;
    if (seconds === null && !isSame) return;
    const change: TimeChange = { note: note.trim() };
    if (seconds !== null && !isSame) change.seconds = seconds;
    if (day !== '' && day !== firstDay) change.spent_at = endOfDay(day, timeZone);
    onSave(change);
  }
  return (
    <form className={properties.editor} onSubmit={handleSubmit} noValidate>
      <TextInput
        label={t('time.length')}
        placeholder={durationText(4800, locale)}
        value={text}
        error={wasTried && seconds === null && text !== firstText ? t('time.misread') : undefined}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        label={t('time.note')}
        value={note}
        maxLength={LONGEST_NOTE}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('time.day')}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <div className={properties.editorActions}>
        {onRemove && (
          <Button variant="subtle" onClick={onRemove}>
            {t('time.remove')}
          </Button>
        )}
        <Button type="submit" variant="filled" className={classes.save}>
          {t(entry ? 'form.save' : 'time.enter')}
        </Button>
      </div>
    </form>
  );
}
