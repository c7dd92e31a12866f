import type { Group, Id, User } from '@guichet/api';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import type { Translate } from '@/i18n/texts';
import { messageTime } from '@/shared/time/format';
import classes from './change-line.module.css';
import { changedFields, type FieldChange } from './thread-items';

type Names = { users: ReadonlyMap<Id, User>; groups: readonly Group[] };
type Props = { changes: readonly FieldChange[]; at: string; names: Names };

const FIELDS = [
  'status',
  'priority',
  'type',
  'assignee_id',
  'group_id',
  'tags',
  'subject',
  'requester_id',
] as const;
type Field = (typeof FIELDS)[number];
const isField = (name: string): name is Field => (FIELDS as readonly string[]).includes(name);

/** What changed between two messages, in one line; each change by itself when unfolded. */
export function ChangeLine({ changes, at, names }: Props) {
  const t = useT();
  const clock = useClock();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={classes.block}>
      <div className={classes.line}>
        <IconDots size={14} stroke={1.75} className={classes.icon} aria-hidden="true" />
        <span>{summary(changedFields(changes), t)}</span>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'changes.hide' : 'changes.show')}
        </button>
        <time dateTime={at}>{messageTime(at, clock)}</time>
      </div>
      {isOpen && (
        <ul className={classes.list}>
          {changes.map((change) => (
            <li key={`${change.at}${change.event.id}`}>
              <b>{names.users.get(change.authorId)?.name ?? t('common.unknownPerson')}</b>{' '}
              {fieldName(change.event.field_name ?? '', t)}
              {t('changes.colon')} <s>{valueName(change, 'previous_value', names, t)}</s> →{' '}
              {valueName(change, 'value', names, t)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** "Status", "Status and priority", "Status, priority and 2 more changes". */
function summary(fields: string[], t: Translate): string {
  const [first = '', second = ''] = fields.map((field) => fieldName(field, t));
  const lower = second.toLocaleLowerCase();
  if (fields.length === 1) return t('changes.one', { first });
  if (fields.length === 2) return t('changes.two', { first, second: lower });
  return t('changes.more', { first, second: lower, count: fields.length - 2 });
}

function fieldName(name: string, t: Translate): string {
  return isField(name) ? t(`changes.${name}`) : name;
}

function valueName(
  { event }: FieldChange,
  which: 'value' | 'previous_value',
  { users, groups }: Names,
  t: Translate,
): string {
  const value = event[which];
  if (value === null || value === undefined || value === '') return t('changes.nothing');
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : t('changes.nothing');
  const text = String(value);
  switch (event.field_name) {
    case 'status':
      return isKnown('status', text) ? t(`status.${text}` as 'status.open') : text;
    case 'priority':
      return isKnown('priority', text) ? t(`priority.${text}` as 'priority.low') : text;
    case 'type':
      return isKnown('type', text) ? t(`type.${text}` as 'type.task') : text;
    case 'assignee_id':
    case 'requester_id':
      return users.get(Number(text))?.name ?? `#${text}`;
    case 'group_id':
      return groups.find((group) => group.id === Number(text))?.name ?? `#${text}`;
    default:
      return text;
  }
}

const KNOWN = {
  status: ['new', 'open', 'pending', 'hold', 'solved', 'closed'],
  priority: ['low', 'normal', 'high', 'urgent'],
  type: ['question', 'incident', 'problem', 'task'],
};
const isKnown = (field: keyof typeof KNOWN, value: string) => KNOWN[field].includes(value);
