import type { FieldValue, User } from '@guichet/api';
import { htmlOfText } from '@/features/composer/plain-text';
import type { Macro, MacroAction } from '@/features/macros/api';
import { isFieldKey } from '@/features/ticket-fields/values';
import { type Audience, audienceOf, restrictionOf } from '../audience/audience';
import type { MacroChange } from './api';

/** Whether the text is for the customer, for the team, or for whoever is being written to. */
export type Readers = 'any' | 'customer' | 'team';

/** One change of a macro; the key stays when rows move. */
export type ActionRow = { key: number; field: string; value: FieldValue };

/** A macro as its form holds it: the text apart from the changes. */
export type MacroDraft = {
  title: string;
  description: string;
  audience: Audience;
  html: string;
  readers: Readers;
  rows: ActionRow[];
};

export const ACTION_FIELDS = [
  'status',
  'custom_status_id',
  'brand_id',
  'ticket_form_id',
  'priority',
  'type',
  'group_id',
  'assignee_id',
  'current_tags',
  'remove_tags',
  'set_tags',
  'cc',
  'follower',
  'subject',
  'task_template_id',
] as const;
export type ActionField = (typeof ACTION_FIELDS)[number];

export function isActionField(field: string): field is ActionField {
  return (ACTION_FIELDS as readonly string[]).includes(field);
}

/** A new macro: for everybody when an administrator makes it, otherwise for its maker. */
export function newDraft(me: Pick<User, 'id' | 'role'>): MacroDraft {
  const audience: Audience =
    me.role === 'admin' ? { kind: 'everybody' } : { kind: 'person', id: me.id };
  return { title: '', description: '', audience, html: '', readers: 'any', rows: [] };
}

export function draftOf({ title, description, restriction, actions }: Macro): MacroDraft {
  const mode = actions.find(({ field }) => field === 'comment_mode_is_public');
  const changes = actions.filter(({ field }) => !field.startsWith('comment_'));
  return {
    title,
    description: description ?? '',
    audience: audienceOf(restriction),
    html: actions.map(htmlOf).join(''),
    readers: mode ? (textOfValue(mode.value) === 'true' ? 'customer' : 'team') : 'any',
    rows: changes.map(({ field, value }, key) => ({ key, field, value: rowValueOf(field, value) })),
  };
}

/** What the server is told. The rows come first, so that its complaints find them by their number. */
export function changeOfDraft(draft: MacroDraft): MacroChange {
  const actions: MacroAction[] = draft.rows.map(({ field, value }) => ({ field, value }));
  if (draft.html) {
    actions.push({ field: 'comment_value_html', value: draft.html });
    if (draft.readers !== 'any') {
      actions.push({ field: 'comment_mode_is_public', value: draft.readers === 'customer' });
    }
  }
  return {
    title: draft.title,
    description: draft.description,
    restriction: restrictionOf(draft.audience),
    actions,
  };
}

function htmlOf({ field, value }: MacroAction): string {
  if (field === 'comment_value_html') return textOfValue(value);
  return field === 'comment_value' ? htmlOfText(textOfValue(value)) : '';
}

/** What goes into a field of the desk's own has that field's shape; all else is text. */
function rowValueOf(field: string, value: unknown): FieldValue {
  return isFieldKey(field) ? (value as FieldValue) : textOfValue(value);
}

/** Values come as texts, numbers, truths, or lists of words with the channel in front. */
function textOfValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (!Array.isArray(value)) return String(value);
  return value.filter((word) => !String(word).startsWith('channel:')).join(' ');
}
