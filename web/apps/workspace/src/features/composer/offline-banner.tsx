import { IconWifiOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useLive } from '@/features/live/live-provider';
import { useT } from '@/i18n/provider';
import classes from './composer.module.css';

/** A lost connection shorter than this goes unmentioned. */
const PATIENCE_MS = 1500;

/** Says that the server is out of reach, that nothing is lost, and when the next try comes. */
export function OfflineBanner() {
  const t = useT();
  const { nextTryAt } = useLive();
  const isOffline = nextTryAt !== null;
  const [isLong, setLong] = useState(false);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isOffline) return;
    const patience = setTimeout(() => setLong(true), PATIENCE_MS);
    const tick = setInterval(() => setNow(Date.now()), 1000);
    return () => {
      clearTimeout(patience);
      clearInterval(tick);
      setLong(false);
    };
  }, [isOffline]);
  if (!isOffline || !isLong) return null;
  const seconds = Math.max(1, Math.ceil((nextTryAt - now) / 1000));
  return (
    <div className={classes.offline} role="status">
      <IconWifiOff size={16} stroke={1.75} aria-hidden="true" />
      <span>{t('composer.offline')}</span>
      {Number.isFinite(seconds) && (
        <span className={classes.retry} aria-hidden="true">
          {t('composer.retryIn', { seconds })}
        </span>
      )}
    </div>
  );
}
