import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconLoader2,
} from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import { CHECK_NAMES, type Check, type CheckName } from './api';
import classes from './check-list.module.css';
import { checkText } from './check-text';
import { DnsRecordLine } from './dns-record-line';
import type { MailboxDraft } from './mailbox-draft';

const ICONS = {
  ok: IconCircleCheck,
  warning: IconAlertTriangle,
  failed: IconCircleX,
  skipped: IconCircleDashed,
  running: IconLoader2,
};

type Props = {
  /** What is tried. */
  names?: readonly CheckName[];
  /** Null while the test runs. */
  checks: readonly Check[] | null;
  /** The mailbox that is tested. */
  draft: MailboxDraft;
};

/** A mailbox test, line by line; every line runs until the answer is there. */
export function CheckList({ names = CHECK_NAMES, checks, draft }: Props) {
  const t = useT();
  const lines = checks ?? names.map((name) => ({ name, state: 'running' as const }));
  return (
    <ul className={classes.checks} aria-live="polite" aria-busy={checks === null}>
      {lines.map((line) => {
        const Icon = ICONS[line.state];
        const record = 'record' in line ? line.record : undefined;
        return (
          <li key={line.name} data-state={line.state}>
            <div className={classes.check}>
              <Icon
                size={18}
                stroke={1.75}
                className={classes.icon}
                role="img"
                aria-label={t(`mailbox.state.${line.state}`)}
              />
              <b>{t(`mailbox.check.${line.name}`)}</b>
              <span className={classes.found}>
                {line.state === 'running' ? t('mailbox.running') : checkText(line, draft, t)}
              </span>
            </div>
            {record && <DnsRecordLine record={record} />}
          </li>
        );
      })}
    </ul>
  );
}
