import { ApiError } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { fieldsQuery, type TicketField } from '@/features/ticket-fields/api';
import { ownFieldName } from '@/features/ticket-fields/changes';
import { isFieldKey } from '@/features/ticket-fields/values';
import { fieldName } from '@/features/tickets/field-words';
import { useT } from '@/i18n/provider';
import type { TextKey, Translate } from '@/i18n/texts';
import { describeError } from '@/shared/ui';
import type { Macro, MacroAction } from './api';

const TEXTS = ['comment_value', 'comment_value_html'];
/** Actions that change a ticket's field under another name. */
const FIELD_OF: Record<string, string> = {
  custom_status_id: 'status',
  set_tags: 'tags',
  current_tags: 'tags',
  remove_tags: 'tags',
  cc: 'email_cc_ids',
  follower: 'follower_ids',
  task_template_id: 'tasks',
};

/** Whether a macro writes something, and whether the customer is to see it; null leaves that open. */
export function textOf(actions: readonly MacroAction[]): { isPublic: boolean | null } | null {
  if (!actions.some(({ field }) => TEXTS.includes(field))) return null;
  const mode = actions.find(({ field }) => field === 'comment_mode_is_public');
  return { isPublic: mode ? String(mode.value) === 'true' : null };
}

/** What a macro does, in a few words: "Reply, status, tags". */
export function macroSummary(
  { actions }: Pick<Macro, 'actions'>,
  fields: readonly TicketField[],
  t: Translate,
): string {
  const text = textOf(actions);
  const changed = actions
    .map(({ field }) => FIELD_OF[field] ?? field)
    .filter((field) => !field.startsWith('comment_'))
    // Titles of the desk's own fields stay as they were written.
    .map((field) => ownFieldName(field, fields, t) ?? fieldName(field, t).toLocaleLowerCase());
  const first = text ? [t(text.isPublic === false ? 'composer.note' : 'composer.reply')] : [];
  const summary = [...new Set([...first, ...changed])].join(', ');
  return summary.charAt(0).toLocaleUpperCase() + summary.slice(1);
}

/** The same, with the fields as they are. */
export function useMacroSummary() {
  const t = useT();
  const { data: fields = [] } = useQuery(fieldsQuery);
  return (macro: Macro) => macroSummary(macro, fields, t);
}

/** Parts of a ticket that a macro may no longer fit, and what that means. */
const GONE: Record<string, TextKey> = {
  assignee_id: 'macros.gone.assignee',
  group_id: 'macros.gone.group',
  followers: 'macros.gone.follower',
  follower_ids: 'macros.gone.follower',
  email_ccs: 'macros.gone.copy',
  email_cc_ids: 'macros.gone.copy',
  subject: 'macros.gone.subject',
  task_template_ids: 'macros.gone.tasks',
  actions: 'macros.gone.actions',
};

/** Why a macro cannot be used on a ticket. */
export function describeMisfit(error: unknown, t: Translate): string {
  if (error instanceof ApiError && error.status === 404) return t('macros.gone.macro');
  const fields = error instanceof ApiError ? Object.keys(error.details) : [];
  const texts = fields.flatMap((field) => {
    const key = isFieldKey(field) ? 'macros.gone.field' : GONE[field];
    return key ? [t(key)] : [];
  });
  return texts.length > 0 ? [...new Set(texts)].join(' ') : describeError(error, t);
}
