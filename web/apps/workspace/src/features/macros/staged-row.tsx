import type { Id } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useChangeTicket } from '@/features/tickets/use-change-ticket';
import { useT } from '@/i18n/provider';
import { PartWords } from './part-words';
import {
  NOTHING_STAGED,
  partKey,
  type StagedPart,
  sentChange,
  stagedParts,
  stagedWithout,
} from './staged';
import classes from './staged-row.module.css';
import { setStaged, useStaged } from './staged-store';

type Props = {
  ticketId: Id;
  /** The button that sends names the status already. */
  hasStatusElsewhere: boolean;
  /** With nothing written, the changes can be made by themselves. */
  isAlone: boolean;
};

/** What changes when the comment is sent; each piece can be taken away. */
export function StagedRow({ ticketId, hasStatusElsewhere, isAlone }: Props) {
  const t = useT();
  const staged = useStaged(ticketId);
  const { mutate } = useChangeTicket(ticketId);
  const isShown = (part: StagedPart) =>
    !(hasStatusElsewhere && part.kind === 'field' && part.field === 'status');
  const parts = stagedParts(staged).filter(isShown);
  if (parts.length === 0) return null;
  return (
    <div className={classes.row}>
      <span id={`staged-${ticketId}`} className={classes.label}>
        {t('macros.whenSent')}
      </span>
      <ul className={classes.chips} aria-labelledby={`staged-${ticketId}`}>
        {parts.map((part) => (
          <li key={partKey(part)} className={classes.chip}>
            <span>
              <PartWords part={part} />
            </span>
            <button
              type="button"
              aria-label={t('macros.dropPart')}
              onClick={() => setStaged(ticketId, stagedWithout(staged, part))}
            >
              <IconX size={12} stroke={2} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {isAlone && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => {
            mutate({ change: sentChange(staged) });
            setStaged(ticketId, NOTHING_STAGED);
          }}
        >
          {t('macros.changeNow')}
        </Button>
      )}
    </div>
  );
}
