import type { TimeEntry } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { EditBeside } from '@/features/properties/edit-beside';
import { useClock } from '@/features/session/use-session';
import { agentsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { fullTime, shortTime } from '@/shared/time/format';
import { Avatar } from '@/shared/ui';
import type { TimeChange } from './api';
import { durationText } from './duration';
import classes from './time.module.css';
import { TimeEditor } from './time-editor';

type Props = {
  entry: TimeEntry;
  isReadOnly: boolean;
  onChange: (change: TimeChange) => void;
  onRemove: () => void;
};

/** Who worked how long, when and on what; one's own is changed by a click. */
export function EntryRow({ entry, isReadOnly, onChange, onRemove }: Props) {
  const t = useT();
  const words = <EntryWords entry={entry} />;
  if (isReadOnly) {
    return (
      <li>
        <span className={classes.entry}>{words}</span>
      </li>
    );
  }
  return (
    <li>
      <EditBeside label={t('time.change')} className={classes.entry} words={words}>
        {(close) => (
          <TimeEditor
            entry={entry}
            onSave={(change) => {
              onChange(change);
              close();
            }}
            onRemove={onRemove}
          />
        )}
      </EditBeside>
    </li>
  );
}

function EntryWords({ entry }: { entry: TimeEntry }) {
  const t = useT();
  const clock = useClock();
  const { data: agents = [] } = useQuery(agentsQuery);
  const name =
    agents.find((agent) => agent.id === entry.user_id)?.name ?? t('common.unknownPerson');
  return (
    <>
      <span title={name} className={classes.who}>
        <Avatar person={{ id: entry.user_id, name, role: 'agent' }} size={18} />
      </span>
      <span className={classes.note}>{entry.note || name}</span>
      <time
        className={classes.when}
        dateTime={entry.spent_at}
        title={fullTime(entry.spent_at, clock)}
      >
        {shortTime(entry.spent_at, clock, t('time.yesterday'))}
      </time>
      <b className={classes.length}>{durationText(entry.seconds, clock.locale)}</b>
    </>
  );
}
