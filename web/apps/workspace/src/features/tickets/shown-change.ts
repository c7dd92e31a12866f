import type { Id, Ticket } from '@guichet/api';
import { withValues } from '@/features/ticket-fields/values';
import type { PersonEdit, TicketFields } from './api';

/** What a change makes of a ticket, before the server has answered. */
export function shownChange(before: Ticket | undefined, change: TicketFields): Partial<Ticket> {
  const { additional_tags, remove_tags, followers, email_ccs, custom_fields, ...rest } = change;
  const {
    macro_ids: _macros,
    task_template_ids: _templates,
    requester: _requester,
    ...fields
  } = rest;
  const shown: Partial<Ticket> = fields;
  if (!before) return shown;
  if (additional_tags || remove_tags) {
    const kept = before.tags.filter((tag) => !remove_tags?.includes(tag));
    shown.tags = [...new Set([...kept, ...(additional_tags ?? [])])];
  }
  if (custom_fields) shown.custom_fields = withValues(before.custom_fields, custom_fields);
  if (followers) shown.follower_ids = edited(before.follower_ids ?? [], followers);
  if (email_ccs) shown.email_cc_ids = edited(before.email_cc_ids ?? [], email_ccs);
  return shown;
}

function edited(ids: readonly Id[], edits: readonly PersonEdit[]): Id[] {
  const idsOf = (action: PersonEdit['action']) =>
    edits.filter((edit) => edit.action === action).map((edit) => edit.user_id);
  const gone = idsOf('delete');
  return [...new Set([...ids.filter((id) => !gone.includes(id)), ...idsOf('put')])];
}
