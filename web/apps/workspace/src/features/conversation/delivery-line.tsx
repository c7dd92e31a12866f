import type { Delivery } from '@guichet/api';
import { IconAlertCircle, IconClock } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import classes from './delivery-line.module.css';

/** Under a message that has not arrived: that it waits, or why it failed. Nothing when it is sent. */
export function DeliveryLine({ delivery }: { delivery: Delivery | null }) {
  const t = useT();
  if (!delivery || delivery.state === 'sent') return null;
  if (delivery.state === 'failed' || delivery.state === 'bounced') {
    return (
      <p className={classes.line} data-failed>
        <IconAlertCircle size={14} stroke={1.75} aria-hidden="true" />
        {t('delivery.failed', { reason: delivery.error ?? t('delivery.unknown') })}
      </p>
    );
  }
  return (
    <p className={classes.line}>
      <IconClock size={14} stroke={1.75} aria-hidden="true" />
      {delivery.error ? t('delivery.retrying', { reason: delivery.error }) : t('delivery.queued')}
    </p>
  );
}
