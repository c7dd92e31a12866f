import type { Requester } from '@/features/new-ticket/api';
import type { TicketFields } from '@/features/tickets/api';
import type { RecurringTicket, RecurringTicketChange } from './api';
import { newSchedule, type ScheduleDraft, scheduleDraftOf, scheduleOf } from './schedule-draft';

/** A recurring ticket as its form holds it. */
export type RecurringDraft = {
  requester: Requester | null;
  subject: string;
  html: string;
  isPublic: boolean;
  fields: TicketFields;
  /** As they are typed: words between spaces. */
  tags: string;
  schedule: ScheduleDraft;
};

/** A new one is asked by oneself, for oneself. */
export function newRecurring(me: { id: number; time_zone?: string }, now: Date): RecurringDraft {
  return {
    requester: { id: me.id },
    subject: '',
    html: '',
    isPublic: false,
    fields: { assignee_id: me.id },
    tags: '',
    schedule: newSchedule(now, me.time_zone ?? 'UTC'),
  };
}

export function recurringDraftOf({ ticket, schedule }: RecurringTicket, now: Date): RecurringDraft {
  const { subject, html_body, requester_id, tags, public: isPublic, ...fields } = ticket;
  return {
    requester: { id: requester_id },
    subject,
    html: html_body,
    isPublic,
    fields,
    tags: tags.join(' '),
    schedule: scheduleDraftOf(schedule, now),
  };
}

/** What a form says; null while something is missing. */
export function changeOf(
  draft: RecurringDraft,
  formFields: TicketFields,
): RecurringTicketChange | null {
  const schedule = scheduleOf(draft.schedule);
  const subject = draft.subject.trim();
  if (!schedule || !draft.requester || subject === '' || draft.html === '') return null;
  return {
    ticket: {
      ...draft.fields,
      ...formFields,
      subject,
      requester: draft.requester,
      tags: draft.tags.split(/\s+/).filter((tag) => tag !== ''),
      comment: { html_body: draft.html, public: draft.isPublic },
    },
    schedule,
  };
}
