import { ApiError } from '@guichet/api';
import type { TicketField } from '@/features/ticket-fields/api';
import { ownField } from '@/features/ticket-fields/changes';
import { refusalOf } from '@/features/ticket-fields/refusal';
import type { TextKey, Translate } from '@/i18n/texts';
import { fieldProblem } from '@/shared/ui/field-problems';
import type { MacroDraft } from './macro-draft';

/** What is wrong with a macro, by the part of its form that says it. */
export type MacroProblems = {
  title?: string;
  audience?: string;
  text?: string;
  /** By the place of the row. */
  rows: Record<number, string | undefined>;
};

const NO_PROBLEMS: MacroProblems = { rows: {} };

/** What each kind of change is refused for. */
const MISFITS: Record<string, TextKey> = {
  assignee_id: 'macroForm.noAgent',
  follower: 'macroForm.noAgent',
  cc: 'macroForm.noPerson',
  custom_status_id: 'macroForm.noStatus',
  brand_id: 'macroForm.noBrand',
  ticket_form_id: 'macroForm.noForm',
  group_id: 'macroForm.noGroup',
  subject: 'macroForm.badPlaceholder',
  current_tags: 'macroForm.badTags',
  remove_tags: 'macroForm.badTags',
  set_tags: 'macroForm.badTags',
};

/** What the server refused, each thing at its place; the rows of the draft were sent first. */
export function macroProblems(
  error: unknown,
  draft: MacroDraft,
  fields: readonly TicketField[],
  t: Translate,
): MacroProblems {
  if (!(error instanceof ApiError)) return NO_PROBLEMS;
  const problems: MacroProblems = { rows: {}, title: fieldProblem('title', error, t) };
  if (error.details.restriction) problems.audience = t('audience.teamNeeded');
  if (error.details.actions) problems.text = t('macroForm.nothing');
  for (const field of Object.keys(error.details)) {
    const index = /^actions\[(\d+)\]/.exec(field)?.[1];
    if (index === undefined) continue;
    const row = draft.rows[Number(index)];
    const own = row && ownField(row.field, fields);
    if (own) problems.rows[Number(index)] = refusalOf(own, field, error, t);
    else if (row) problems.rows[Number(index)] = t(MISFITS[row.field] ?? 'macroForm.badValue');
    else problems.text = t(isTooLong(draft.html) ? 'problem.tooLong' : 'macroForm.badPlaceholder');
  }
  return problems;
}

/** Whether nothing of an error is said beside a part of the form. */
export function isElsewhere({ title, audience, text, rows }: MacroProblems): boolean {
  return !title && !audience && !text && Object.keys(rows).length === 0;
}

const LONGEST_BYTES = 64 * 1024;
const isTooLong = (html: string) => new TextEncoder().encode(html).length > LONGEST_BYTES;
