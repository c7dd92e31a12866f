import type { AuditEvent, Locale } from '@guichet/api';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { linkWords } from '@/features/links/link-words';
import { mergeWords } from '@/features/merging/words';
import { useClock } from '@/features/session/use-session';
import { snoozeWords } from '@/features/snooze/words';
import { taskWords } from '@/features/tasks/task-words';
import { useFieldWords } from '@/features/ticket-fields/use-field-words';
import { isFieldKey } from '@/features/ticket-fields/values';
import type { Names } from '@/features/tickets/field-words';
import { timeWords } from '@/features/time/time-words';
import { useT } from '@/i18n/provider';
import type { Translate } from '@/i18n/texts';
import { type Clock, messageTime } from '@/shared/time/format';
import classes from './change-line.module.css';
import { changedFields, type FieldChange, isListed, isTold } from './thread-items';

type Props = { changes: readonly FieldChange[]; at: string; names: Names };

/** What changed between two messages, in one line; each change by itself when unfolded. */
export function ChangeLine({ changes, at, names }: Props) {
  const t = useT();
  const clock = useClock();
  const words = useFieldWords(names);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={classes.block}>
      <div className={classes.line}>
        <IconDots size={14} stroke={1.75} className={classes.icon} aria-hidden="true" />
        <span>{summary(changes, words.nameOf, clock, t)}</span>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'changes.hide' : 'changes.show')}
        </button>
        <time dateTime={at}>{messageTime(at, clock)}</time>
      </div>
      {isOpen && (
        <ul className={classes.list}>
          {changes.map((change) => (
            <li key={`${change.at}${change.event.id}${change.event.field_name}`}>
              <b>{names.users.get(change.authorId)?.name ?? t('common.unknownPerson')}</b>{' '}
              {isTold(change.event) ? (
                toldWords(change.event, clock, t)
              ) : isListed(change.event) ? (
                listedWords(change.event, clock.locale, t)
              ) : (
                <FieldWords change={change} words={words} />
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type WordsProps = { change: FieldChange; words: ReturnType<typeof useFieldWords> };

function FieldWords({ change: { event }, words }: WordsProps) {
  const t = useT();
  const field = event.field_name ?? '';
  return (
    <>
      {words.nameOf(field)}
      {t('changes.colon')} <s>{words.valueOf(field, event.previous_value, event.value)}</s> →{' '}
      {words.valueOf(field, event.value, event.previous_value)}
    </>
  );
}

/** What happened to a task or to time that was worked. */
function listedWords(event: AuditEvent, locale: Locale, t: Translate): string {
  return event.type === 'Task' ? taskWords(event, t) : timeWords(event, locale, t);
}

/** What an event that tells more than a change of a field says. */
function toldWords(event: AuditEvent, clock: Clock, t: Translate): string {
  switch (event.type) {
    case 'Snooze':
      return snoozeWords(event, clock, t);
    case 'RecurringTicket':
      return recurringWords(event, t);
    case 'FollowUp':
      return t('related.followedUp', { number: `#${event.ticket}` });
    case 'CommentRedactionEvent':
      return t('redaction.wordsGone');
    case 'AttachmentRedactionEvent':
      return t('redaction.fileGone');
    case 'Merge':
    case 'Unmerge':
      return mergeWords(event, t);
    default:
      return linkWords(event, t);
  }
}

/** By what a ticket was made, and what became of times that passed meanwhile. */
function recurringWords({ missed = 0, error }: AuditEvent, t: Translate): string {
  if (error) return t('recurrence.madeBare');
  return missed > 0 ? t('recurrence.madeLate', { count: missed }) : t('recurrence.made');
}

type NameOf = (field: string) => string;

/** What tells more in full, other changes by the names of their fields. */
function summary(
  changes: readonly FieldChange[],
  nameOf: NameOf,
  clock: Clock,
  t: Translate,
): string {
  const told = changes.filter(({ event }) => isTold(event));
  const fields = changedFields(changes);
  const words = [...new Set(told.map(({ event }) => toldWords(event, clock, t)))];
  if (fields.length > 0) words.push(fieldSummary(fields, nameOf, t));
  return words.join(' · ');
}

/** "Status", "Status and priority", "Status, priority and 2 more changes". */
function fieldSummary(fields: string[], nameOf: NameOf, t: Translate): string {
  const [first = '', second = ''] = fields.map(nameOf);
  // Titles of the desk's own fields stay as they were written.
  const lower = isOwn(fields[1]) ? second : second.toLocaleLowerCase();
  if (fields.length === 1) return t('changes.one', { first });
  if (fields.length === 2) return t('changes.two', { first, second: lower });
  return t('changes.more', { first, second: lower, count: fields.length - 2 });
}

const isOwn = (field: string | undefined) => field !== undefined && isFieldKey(field);
