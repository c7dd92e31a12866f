import type { Conversation } from '@guichet/api';
import { Popover } from '@mantine/core';
import { IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import properties from '@/features/properties/property-list.module.css';
import { useMe } from '@/features/session/use-session';
import { useI18n } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { IconButton } from '@/shared/ui';
import { durationText } from './duration';
import { EntryRow } from './entry-row';
import { TimeEditor } from './time-editor';
import { TimerLine } from './timer-line';
import { pauseTimer, startTimer, useTimer } from './timers';
import { useTimeChanges } from './use-time-changes';

/** The time worked on the ticket: a timer, entries by hand, and what they come to. */
export function Time({ conversation }: { conversation: Conversation }) {
  const { t, locale } = useI18n();
  const me = useMe();
  const { ticket, time_entries: entries } = conversation;
  const timer = useTimer(ticket.id);
  const changes = useTimeChanges(ticket.id);
  const [isAdding, setAdding] = useState(false);
  const total = entries.reduce((sum, entry) => sum + entry.seconds, 0);
  useCommand({
    id: 'ticket.timer',
    labelKey: timer?.since ? 'time.pause' : 'time.start',
    group: 'change',
    keys: [],
    run: () => (timer?.since ? pauseTimer : startTimer)(ticket.id, new Date()),
  });
  useCommand({
    id: 'ticket.addTime',
    labelKey: 'time.add',
    group: 'change',
    keys: [],
    run: () => setAdding(true),
  });
  return (
    <section className={properties.section} aria-label={t('time.title')}>
      <h2 className={properties.heading}>
        {t('time.title')}
        {total > 0 && <span className={properties.count}>{durationText(total, locale)}</span>}
        <span className={properties.space} />
        {!timer && (
          <IconButton
            size={24}
            label={t('time.start')}
            onClick={() => startTimer(ticket.id, new Date())}
          >
            <IconPlayerPlay size={14} stroke={1.75} />
          </IconButton>
        )}
        <Popover opened={isAdding} onChange={setAdding} position="bottom-end" width={268} trapFocus>
          <Popover.Target>
            <IconButton size={24} label={t('time.add')} onClick={() => setAdding(!isAdding)}>
              <IconPlus size={14} stroke={1.75} />
            </IconButton>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('time.add')}>
            <TimeEditor
              entry={null}
              onSave={(change) => {
                changes.add(change);
                setAdding(false);
              }}
            />
          </Popover.Dropdown>
        </Popover>
      </h2>
      {timer && <TimerLine ticketId={ticket.id} timer={timer} onStore={changes.add} />}
      <ul>
        {entries.map((entry) => {
          const isOwn = entry.user_id === me.id;
          return (
            <EntryRow
              key={entry.id}
              entry={entry}
              isReadOnly={!isOwn && me.role !== 'admin'}
              onChange={(change) => changes.change(entry.id, change)}
              onRemove={() => changes.remove(entry, isOwn)}
            />
          );
        })}
      </ul>
    </section>
  );
}
