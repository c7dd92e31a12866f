import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { useStore } from '@/shared/store';
import { Keys } from '@/shared/ui/kbd';
import classes from './docked-toast.module.css';
import { type ShownToast, toasts } from './toast-store';

/** Says what was just done and offers to undo it. Never hides while it has the focus. */
export function DockedToast() {
  const toast = useStore(toasts);
  useCommand({
    id: 'toast.undo',
    labelKey: 'common.undoLast',
    group: 'change',
    keys: ['z'],
    when: () => toast?.undo !== undefined,
    run: toasts.takeBack,
  });
  return (
    <div role="status" className={classes.dock}>
      {toast && <ToastLine key={toast.id} toast={toast} />}
    </div>
  );
}

function ToastLine({ toast }: { toast: ShownToast }) {
  const t = useT();
  const [isHeld, setHeld] = useState(false);
  const secondsLeft = useSecondsLeft(toast, isHeld);
  const { undo } = toast;
  const Icon = toast.tone === 'failed' ? IconAlertCircle : IconCheck;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: notices where the focus is, offers nothing itself
    <div
      className={classes.toast}
      style={{ '--toast-ms': `${toast.lasts}ms` }}
      data-held={isHeld || undefined}
      onFocus={() => {
        setHeld(true);
        toasts.hold();
      }}
      onBlur={() => {
        setHeld(false);
        toasts.prolong();
      }}
    >
      <Icon size={16} stroke={1.75} className={classes.icon} aria-hidden="true" />
      <span className={classes.text}>
        {t(toast.textKey, toast.values)} {toast.ticketId && <b>#{toast.ticketId}</b>}
      </span>
      {undo && (
        <>
          <span className={classes.seconds} aria-hidden="true">
            {secondsLeft} s
          </span>
          <button type="button" className={classes.undo} onClick={toasts.takeBack}>
            {t('common.undo')}
            <Keys keys="z" />
          </button>
        </>
      )}
    </div>
  );
}

/** Counts down, unless the toast is held. */
function useSecondsLeft(toast: ShownToast, isHeld: boolean) {
  const left = () => Math.max(0, Math.ceil((toast.endsAt - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    if (isHeld) return;
    const tick = () => setSeconds(Math.max(0, Math.ceil((toast.endsAt - Date.now()) / 1000)));
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [toast, isHeld]);
  return seconds;
}
