import type { Id, Reminder } from '@guichet/api';
import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useClock, useMe } from '@/features/session/use-session';
import { Dialog, DialogActions } from '@/features/settings/dialog';
import settings from '@/features/settings/settings-page.module.css';
import { agentsQuery } from '@/features/tickets/api';
import { fieldInstant, fieldValue, soonTimes } from '@/features/timing/times';
import { WhenField } from '@/features/timing/when-field';
import { useT } from '@/i18n/provider';
import classes from './reminders.module.css';
import { useReminders } from './use-reminders';

const LONGEST_TEXT = 255;

type Props = {
  ticketId: Id;
  /** The one to change; a new one otherwise. */
  reminder: Reminder | null;
  onClose: () => void;
};

/** Who is reminded of what, and when. */
export function ReminderDialog({ ticketId, reminder, onClose }: Props) {
  const t = useT();
  const me = useMe();
  const clock = useClock();
  const { timeZone } = clock;
  const { data: agents = [] } = useQuery(agentsQuery);
  const reminders = useReminders(ticketId);
  const soon = soonTimes(clock);
  const [text, setText] = useState(reminder?.text ?? '');
  const [userId, setUserId] = useState(reminder?.user_id ?? me.id);
  const first = reminder ? new Date(reminder.remind_at) : (soon[1]?.at ?? clock.now);
  const [when, setWhen] = useState(() => fieldValue(first, timeZone));
  const [isWrong, setWrong] = useState(false);
  const colleagues = [me, ...agents.filter((agent) => agent.id !== me.id)];
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const at = fieldInstant(when, timeZone);
    const isMoved = when !== fieldValue(first, timeZone);
    if (!at || ((isMoved || !reminder) && at <= new Date())) return setWrong(true);
    const change = { text: text.trim(), user_id: userId };
    const remind_at = at.toISOString();
    if (!reminder) reminders.set({ ...change, remind_at });
    else reminders.change(reminder, isMoved ? { ...change, remind_at } : change);
    onClose();
  }
  function pick(value: string) {
    setWrong(false);
    setWhen(value);
  }
  return (
    <Dialog title={t(reminder ? 'reminders.change' : 'reminders.remind')} onClose={onClose}>
      <form className={settings.dialog} onSubmit={handleSubmit} noValidate>
        <TextInput
          label={t('reminders.text')}
          placeholder={t('reminders.textHint')}
          maxLength={LONGEST_TEXT}
          value={text}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div>
          <WhenField value={when} isPast={isWrong} onChange={pick} />
          <div className={classes.soon}>
            {soon.map(({ key, at }) => (
              <Button key={key} size="xs" onClick={() => pick(fieldValue(at, timeZone))}>
                {t(`timing.${key}`)}
              </Button>
            ))}
          </div>
        </div>
        <Select
          label={t('reminders.who')}
          searchable={colleagues.length > 6}
          allowDeselect={false}
          data={colleagues.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={String(userId)}
          onChange={(id) => id && setUserId(Number(id))}
        />
        <DialogActions
          action={t(reminder ? 'form.save' : 'reminders.remind')}
          isPending={false}
          onClose={onClose}
        >
          {reminder && (
            <Button
              className={settings.first}
              size="md"
              onClick={() => {
                reminders.drop(reminder);
                onClose();
              }}
            >
              {t('reminders.drop')}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}
