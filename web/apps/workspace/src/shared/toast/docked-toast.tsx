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
    run: () => toast && takeBack(toast),
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
      onFocus={() => setHeld(true)}
      onBlur={() => {
        setHeld(false);
        toasts.prolong(toast.id);
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
          <button type="button" className={classes.undo} onClick={() => takeBack(toast)}>
            {t('common.undo')}
            <Keys keys="z" />
          </button>
        </>
      )}
    </div>
  );
}

function takeBack({ id, undo }: ShownToast) {
  toasts.hide(id);
  undo?.();
}

/** Counts down once a second and closes the toast at zero, unless it is held. */
function useSecondsLeft(toast: ShownToast, isHeld: boolean) {
  const left = () => Math.max(0, Math.ceil((toast.endsAt - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    if (isHeld) return;
    const timer = setInterval(() => {
      const remaining = Math.max(0, Math.ceil((toast.endsAt - Date.now()) / 1000));
      setSeconds(remaining);
      if (remaining === 0) toasts.hide(toast.id);
    }, 250);
    return () => clearInterval(timer);
  }, [toast, isHeld]);
  return seconds;
}
