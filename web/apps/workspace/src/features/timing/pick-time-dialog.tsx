import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useClock } from '@/features/session/use-session';
import { Dialog } from '@/features/settings/dialog';
import classes from '@/features/settings/settings-page.module.css';
import { useT } from '@/i18n/provider';
import { fieldInstant, fieldValue, soonTimes } from './times';

type Props = {
  title: string;
  action: string;
  onClose: () => void;
  onChoose: (at: Date) => void;
};

/** Asks for a day and a time in the reader's zone, ahead of now. */
export function PickTimeDialog({ title, action, onClose, onChoose }: Props) {
  const t = useT();
  const clock = useClock();
  const { timeZone, now } = clock;
  const [value, setValue] = useState(() => {
    const tomorrow = soonTimes(clock).find(({ key }) => key === 'tomorrow');
    return fieldValue(tomorrow?.at ?? now, timeZone);
  });
  const [isWrong, setWrong] = useState(false);
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const at = fieldInstant(value, timeZone);
    if (!at || at <= new Date()) return setWrong(true);
    onChoose(at);
    onClose();
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form className={classes.dialog} onSubmit={handleSubmit} noValidate>
        <TextInput
          type="datetime-local"
          label={t('timing.when')}
          description={timeZone?.replaceAll('_', ' ')}
          min={fieldValue(now, timeZone)}
          value={value}
          error={isWrong && t('timing.past')}
          data-autofocus
          onChange={(event) => {
            setWrong(false);
            setValue(event.currentTarget.value);
          }}
        />
        <div className={classes.dialogActions}>
          <Button size="md" onClick={onClose}>
            {t('timing.cancel')}
          </Button>
          <Button size="md" variant="filled" type="submit">
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
