import type { Id } from '@guichet/api';
import { useState } from 'react';
import { Dialog } from '@/features/settings/dialog';
import type { Row } from '@/features/tickets-list/rows';
import { useT } from '@/i18n/provider';
import { StatusIcon } from '@/shared/ui';
import { MergeForm } from './merge-form';
import classes from './merging.module.css';
import { oldestOf } from './oldest';

type Props = { rows: readonly Row[]; onClose: () => void; onMerged: () => void };

/** Merges the selected tickets into one of them: the oldest, unless another is chosen. */
export function BulkMergeDialog({ rows, onClose, onMerged }: Props) {
  const t = useT();
  const tickets = rows.map((row) => row.ticket);
  const [target, setTarget] = useState<Id>(() => oldestOf(tickets));
  const sources = tickets.map((ticket) => ticket.id).filter((id) => id !== target);
  const title = t('merging.several', { count: tickets.length });
  return (
    <Dialog title={title} size={620} onClose={onClose}>
      <MergeForm
        target={target}
        sources={sources}
        joining={null}
        onClose={onClose}
        onMerged={onMerged}
      >
        <fieldset className={classes.choices}>
          <legend>{t('merging.choose')}</legend>
          {rows.map(({ ticket, requester }) => (
            <label key={ticket.id} className={classes.choice}>
              <input
                type="radio"
                name="target"
                checked={ticket.id === target}
                disabled={ticket.status === 'closed'}
                onChange={() => setTarget(ticket.id)}
              />
              <StatusIcon status={ticket.status} />
              <span className={classes.optionSubject}>
                {ticket.subject || t('common.noSubject')}
              </span>
              <span className={classes.faint}>{requester?.name}</span>
              <span className={classes.number}>#{ticket.id}</span>
            </label>
          ))}
        </fieldset>
      </MergeForm>
    </Dialog>
  );
}
