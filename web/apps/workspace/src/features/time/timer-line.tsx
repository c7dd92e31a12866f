import type { Id } from '@guichet/api';
import { IconCheck, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useT } from '@/i18n/provider';
import { toasts } from '@/shared/toast/toast-store';
import { IconButton } from '@/shared/ui';
import type { TimeChange } from './api';
import { timerText } from './duration';
import classes from './time.module.css';
import { dropTimer, elapsed, pauseTimer, returnTime, startTimer, type Timer } from './timers';

type Props = {
  ticketId: Id;
  timer: Timer;
  onStore: (change: TimeChange, onDone: () => void) => void;
};

/** A timer that was started: what it measured, to be paused, entered or dropped. */
export function TimerLine({ ticketId, timer, onStore }: Props) {
  const t = useT();
  const seconds = useElapsed(timer);
  const isRunning = timer.since !== null;
  function drop() {
    dropTimer(ticketId);
    toasts.show({ textKey: 'time.dropped', undo: () => returnTime(ticketId, seconds) });
  }
  return (
    <div className={classes.timer} role="timer" data-running={isRunning || undefined}>
      <span className={classes.measured}>{timerText(seconds)}</span>
      {isRunning ? (
        <IconButton
          size={24}
          label={t('time.pause')}
          onClick={() => pauseTimer(ticketId, new Date())}
        >
          <IconPlayerPause size={14} stroke={1.75} />
        </IconButton>
      ) : (
        <IconButton
          size={24}
          label={t('time.goOn')}
          onClick={() => startTimer(ticketId, new Date())}
        >
          <IconPlayerPlay size={14} stroke={1.75} />
        </IconButton>
      )}
      <IconButton
        size={24}
        label={t('time.store')}
        disabled={seconds === 0}
        onClick={() => onStore({ seconds }, () => dropTimer(ticketId))}
      >
        <IconCheck size={14} stroke={1.75} />
      </IconButton>
      <IconButton size={24} label={t('time.drop')} onClick={drop}>
        <IconX size={14} stroke={1.75} />
      </IconButton>
    </div>
  );
}

/** What a timer has measured, renewed each second while it runs. */
export function useElapsed(timer: Timer | undefined): number {
  const [now, setNow] = useState(() => new Date());
  const isRunning = timer !== undefined && timer.since !== null;
  useEffect(() => {
    setNow(new Date());
    if (!isRunning) return;
    const tick = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(tick);
  }, [isRunning]);
  return elapsed(timer, now);
}
