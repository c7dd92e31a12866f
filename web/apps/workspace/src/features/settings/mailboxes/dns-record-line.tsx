import { useT } from '@/i18n/provider';
import { CopyButton } from '@/shared/form/copy-button';
import type { DnsRecord } from './api';
import classes from './check-list.module.css';

/** A DNS record to add at the domain's provider: type, name and value, to copy. */
export function DnsRecordLine({ record }: { record: DnsRecord }) {
  const t = useT();
  return (
    <dl className={classes.record}>
      <dt>{t('mailbox.record.type')}</dt>
      <dd className={classes.recordName}>
        <code>{record.type}</code> <code>{record.name}</code>
      </dd>
      <dt>{t('mailbox.record.value')}</dt>
      <dd>
        <code>{record.value}</code>
      </dd>
      <dd>
        <CopyButton text={record.value} label={t('mailbox.record.copyValue')} />
      </dd>
    </dl>
  );
}
