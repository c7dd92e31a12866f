import { Button } from '@mantine/core';
import { useState } from 'react';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import type { Translate } from '@/i18n/texts';
import { fullTime, messageTime } from '@/shared/time/format';
import { Avatar } from '@/shared/ui';
import { type AuditLog, KINDS, type Kind, type SettingChange } from './api';
import classes from './audit-page.module.css';
import { fieldName, isEmpty, valueWords } from './words';

/** So many fields are shown at once; what was just made has many. */
const SHOWN = 4;

/** One change: who changed what and when, and each field before and after. */
export function AuditEntry({ entry }: { entry: AuditLog }) {
  const t = useT();
  const clock = useClock();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? entry.changes : entry.changes.slice(0, SHOWN);
  const hidden = entry.changes.length - shown.length;
  return (
    <li className={classes.entry}>
      <Avatar person={{ id: entry.actor_id, name: entry.actor_name, role: 'agent' }} size={24} />
      <div className={classes.what}>
        <p>
          <b>{entry.actor_name}</b> {deed(entry, t)}{' '}
          <time dateTime={entry.created_at} title={fullTime(entry.created_at, clock)}>
            {messageTime(entry.created_at, clock)}
          </time>
        </p>
        {shown.length > 0 && (
          <dl className={classes.fields}>
            {shown.map((change) => (
              <FieldLine key={change.field} change={change} />
            ))}
          </dl>
        )}
        {hidden > 0 && (
          <Button
            size="xs"
            variant="subtle"
            className={classes.more}
            onClick={() => setWhole(true)}
          >
            {t('audit.moreFields', { count: hidden })}
          </Button>
        )}
      </div>
    </li>
  );
}

function FieldLine({ change: { field, previous_value, value } }: { change: SettingChange }) {
  const t = useT();
  const isSecret = previous_value === null && value === null;
  const before = isEmpty(previous_value) ? null : valueWords(field, previous_value, t);
  return (
    <div>
      <dt>{fieldName(field, t)}</dt>
      <dd>
        {isSecret ? (
          t('audit.changed')
        ) : (
          <>
            {before && <del>{before}</del>}
            {before && value !== null && (
              <span className={classes.arrow} aria-hidden="true">
                →
              </span>
            )}
            {value !== null && <ins>{valueWords(field, value, t)}</ins>}
          </>
        )}
      </dd>
    </div>
  );
}

/** What was done to what, such as "changed the view Urgent". */
function deed({ action, source_type, source_label, source_id }: AuditLog, t: Translate): string {
  const kind = KINDS.find((each): each is Kind => each === source_type);
  const what = kind ? t(`audit.the.${kind}`) : source_type;
  const name = source_label || (source_id > 0 ? `#${source_id}` : '');
  return t(`audit.did.${action}`, { what: name ? t('audit.named', { what, name }) : what });
}
