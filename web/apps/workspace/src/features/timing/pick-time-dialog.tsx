import { type FormEvent, useState } from 'react';
import { useClock } from '@/features/session/use-session';
import { Dialog, DialogActions } from '@/features/settings/dialog';
import classes from '@/features/settings/settings-page.module.css';
import { fieldInstant, fieldValue, soonTimes } from './times';
import { WhenField } from './when-field';

type Props = {
  title: string;
  action: string;
  onClose: () => void;
  onChoose: (at: Date) => void;
};

/** Asks for a day and a time in the reader's zone, ahead of now. */
export function PickTimeDialog({ title, action, onClose, onChoose }: Props) {
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
        <WhenField
          value={value}
          isPast={isWrong}
          hasFocus
          onChange={(value) => {
            setWrong(false);
            setValue(value);
          }}
        />
        <DialogActions action={action} isPending={false} onClose={onClose} />
      </form>
    </Dialog>
  );
}
