import type { BulkChange } from '@guichet/api';
import { Button, Progress } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconLoader2, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useT } from '@/i18n/provider';
import type { Translate } from '@/i18n/texts';
import { useCommand } from '@/shared/keys';
import { IconButton } from '@/shared/ui';
import { isUnderWay } from './api';
import { mayUndo, progressOf } from './newest';
import classes from './told.module.css';
import { putAway, useUndoBulkChange } from './use-bulk-change';

/** What a bulk change has done so far, why not more, and the way back. */
export function Told({ bulk, now }: { bulk: BulkChange; now: number }) {
  const t = useT();
  const [showsReasons, setShowsReasons] = useState(false);
  const undoing = useUndoBulkChange();
  const canUndo = mayUndo(bulk, now);
  const undo = () => undoing.mutate(bulk.id);
  useCommand({
    id: 'bulk.undo',
    labelKey: 'bulk.undoAll',
    group: 'change',
    keys: [],
    when: () => canUndo,
    run: undo,
  });
  return (
    <div className={classes.card}>
      <div className={classes.line}>
        <StageIcon bulk={bulk} />
        <span className={classes.text}>{wordsOf(bulk, t)}</span>
        {canUndo && (
          <Button size="xs" variant="subtle" loading={undoing.isPending} onClick={undo}>
            {t(bulk.stage === 'changing' ? 'bulk.stop' : 'common.undo')}
          </Button>
        )}
        {!isUnderWay(bulk) && (
          <IconButton label={t('bulk.putAway')} onClick={() => putAway.set(bulk.id)}>
            <IconX size={16} stroke={1.75} />
          </IconButton>
        )}
      </div>
      {isUnderWay(bulk) && (
        <Progress
          size={4}
          value={progressOf(bulk) * 100}
          aria-label={t('bulk.progress')}
          transitionDuration={200}
        />
      )}
      {bulk.reasons.length > 0 && (
        <button
          type="button"
          className={classes.why}
          aria-expanded={showsReasons}
          onClick={() => setShowsReasons(!showsReasons)}
        >
          {t('bulk.why', { count: bulk.refused + bulk.left_alone })}
        </button>
      )}
      {showsReasons && <Reasons bulk={bulk} />}
    </div>
  );
}

function StageIcon({ bulk }: { bulk: BulkChange }) {
  if (isUnderWay(bulk))
    return <IconLoader2 size={16} stroke={1.75} className={classes.turning} aria-hidden="true" />;
  const Icon = bulk.reasons.length > 0 ? IconAlertCircle : IconCheck;
  return <Icon size={16} stroke={1.75} className={classes.icon} aria-hidden="true" />;
}

function wordsOf(bulk: BulkChange, t: Translate): string {
  switch (bulk.stage) {
    case 'changing':
      return t('bulk.changing', { done: bulk.total - bulk.waiting, count: bulk.total });
    case 'undoing':
      return t('bulk.undoing', { count: bulk.restored });
    case 'undone':
      return t('bulk.undone', { count: bulk.restored });
    case 'changed': {
      const changed = t('bulk.done', { count: bulk.changed });
      if (bulk.unchanged === 0) return changed;
      return `${changed}, ${t('bulk.unchanged', { count: bulk.unchanged })}`;
    }
  }
}

const CAUSES = ['closed', 'gone', 'moved_on', 'forbidden'] as const;

/** Why some tickets were not changed, or not taken back, with the first of them. */
function Reasons({ bulk }: { bulk: BulkChange }) {
  const t = useT();
  return (
    <ul className={classes.reasons}>
      {bulk.reasons.map(({ cause, reason, count, ticket_ids }) => {
        const known = CAUSES.find((each) => each === cause);
        return (
          <li key={`${cause} ${reason}`}>
            {known ? t(`bulk.cause.${known}`) : reason}{' '}
            {ticket_ids.map((id) => (
              <Link key={id} to={`/tickets/${id}`}>
                #{id}
              </Link>
            ))}
            {count > ticket_ids.length && (
              <span>{t('bulk.andMore', { count: count - ticket_ids.length })}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
