import type { Group, Id, User } from '@guichet/api';
import type { Brand } from '@/features/brands/api';
import { statusWords } from '@/features/custom-statuses/changes';
import type { NamedStatus } from '@/features/custom-statuses/statuses';
import type { TicketForm } from '@/features/ticket-forms/api';
import type { Translate } from '@/i18n/texts';
import { dueText } from '@/shared/time/due';
import type { Clock } from '@/shared/time/format';

const FIELDS = [
  'status',
  'priority',
  'type',
  'assignee_id',
  'group_id',
  'tags',
  'subject',
  'problem_id',
  'requester_id',
  'email_cc_ids',
  'follower_ids',
  'brand_id',
  'ticket_form_id',
  'due_at',
  'tasks',
  'time_entries',
] as const;
type Field = (typeof FIELDS)[number];
const isField = (name: string): name is Field => (FIELDS as readonly string[]).includes(name);

/** People and teams that values name by their ids. */
export type Names = {
  users: ReadonlyMap<Id, Pick<User, 'name'>>;
  groups: readonly Pick<Group, 'id' | 'name'>[];
};
/** The same with what the desk itself named. */
export type AllNames = Names & {
  statuses: readonly NamedStatus[];
  forms: readonly Pick<TicketForm, 'id' | 'name'>[];
  brands: readonly Pick<Brand, 'id' | 'name'>[];
  clock: Clock;
};

/** What people call a field; a field of another program keeps its own name. */
export function fieldName(name: string, t: Translate): string {
  return isField(name) ? t(`changes.${name}`) : name;
}

/** What people call a field's value; of a change, `otherSide` is the value before or after it. */
export function fieldValue(
  name: string,
  value: unknown,
  names: AllNames,
  t: Translate,
  otherSide?: unknown,
): string {
  if (name === 'status') return statusWords(value, otherSide, names.statuses, t);
  if (value === null || value === undefined || value === '') return t('changes.nothing');
  if (Array.isArray(value)) {
    const each = value.map((one) => single(name, String(one), names, t));
    return each.length > 0 ? each.join(', ') : t('changes.nothing');
  }
  return single(name, String(value), names, t);
}

function single(
  name: string,
  text: string,
  { users, groups, forms, brands, clock }: AllNames,
  t: Translate,
): string {
  switch (name) {
    case 'priority':
      return isKnown('priority', text) ? t(`priority.${text}` as 'priority.low') : text;
    case 'type':
      return isKnown('type', text) ? t(`type.${text}` as 'type.task') : text;
    case 'assignee_id':
    case 'requester_id':
    case 'email_cc_ids':
    case 'follower_ids':
      return users.get(Number(text))?.name ?? `#${text}`;
    case 'problem_id':
      return `#${text}`;
    case 'ticket_form_id':
      return forms.find((form) => form.id === Number(text))?.name ?? t('forms.removed');
    case 'brand_id':
      return brands.find((brand) => brand.id === Number(text))?.name ?? `#${text}`;
    case 'due_at':
      return dueText(text, clock);
    case 'group_id':
      return groups.find((group) => group.id === Number(text))?.name ?? `#${text}`;
    default:
      return text;
  }
}

const KNOWN = {
  priority: ['low', 'normal', 'high', 'urgent'],
  type: ['question', 'incident', 'problem', 'task'],
};
const isKnown = (field: keyof typeof KNOWN, value: string) => KNOWN[field].includes(value);
