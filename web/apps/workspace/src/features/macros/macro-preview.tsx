import type { Conversation } from '@guichet/api';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { fieldsQuery } from '@/features/ticket-fields/api';
import { useT } from '@/i18n/provider';
import { Delayed } from '@/shared/ui';
import { type Effect, effectQuery, type Macro } from './api';
import classes from './macro-panel.module.css';
import { PartWords } from './part-words';
import { changeOf, NOTHING_STAGED, partKey, stagedParts, stagedWith } from './staged';
import { describeMisfit } from './words';

const PAUSE_MS = 120;

type Props = { macro: Macro; ticket: Conversation['ticket'] };

/** What a macro is for, and what it would write and change on the ticket. */
export function MacroPreview({ macro, ticket }: Props) {
  const t = useT();
  const [asked] = useDebouncedValue(macro.id, PAUSE_MS);
  const { data, error } = useQuery({
    ...effectQuery(ticket.id, macro.id),
    enabled: asked === macro.id,
  });
  return (
    <div className={classes.preview}>
      {macro.description && <p className={classes.purpose}>{macro.description}</p>}
      {data && <EffectWords effect={data} ticket={ticket} />}
      {!data && error && <p className={classes.misfit}>{describeMisfit(error, t)}</p>}
      {!data && !error && (
        <Delayed>
          <p className={classes.faint}>{t('macros.reading')}</p>
        </Delayed>
      )}
    </div>
  );
}

/** The changes of an effect, then its text, which may be long. */
export function EffectWords({ effect, ticket }: { effect: Effect; ticket: Props['ticket'] }) {
  const t = useT();
  const { data: fields = [] } = useQuery(fieldsQuery);
  const change = changeOf(effect, ticket, fields);
  const parts = stagedParts(stagedWith(NOTHING_STAGED, change, 0));
  const { comment } = effect;
  return (
    <>
      {parts.length > 0 && (
        <ul className={classes.parts}>
          {parts.map((part) => (
            <li key={partKey(part)}>
              <PartWords part={part} />
            </li>
          ))}
        </ul>
      )}
      {comment && (
        <p className={classes.words} data-note={comment.public === false || undefined}>
          {comment.body}
        </p>
      )}
      {!comment && (
        <p className={classes.faint}>
          {t(parts.length > 0 ? 'macros.atOnce' : 'macros.changesNothing')}
        </p>
      )}
    </>
  );
}
