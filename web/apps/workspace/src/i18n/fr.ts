// French texts, the same files in the same order as en.ts.
import calls from '@/features/calls/texts/fr.json';
import composer from '@/features/composer/texts/fr.json';
import conversation from '@/features/conversation/texts/fr.json';
import customStatuses from '@/features/custom-statuses/texts/fr.json';
import due from '@/features/due/texts/fr.json';
import habits from '@/features/habits/texts/fr.json';
import inbox from '@/features/inbox/texts/fr.json';
import links from '@/features/links/texts/fr.json';
import macros from '@/features/macros/texts/fr.json';
import merging from '@/features/merging/texts/fr.json';
import noteHistory from '@/features/note-history/texts/fr.json';
import notifications from '@/features/notifications/texts/fr.json';
import palette from '@/features/palette/texts/fr.json';
import properties from '@/features/properties/texts/fr.json';
import redaction from '@/features/redaction/texts/fr.json';
import related from '@/features/related/texts/fr.json';
import reminders from '@/features/reminders/texts/fr.json';
import requester from '@/features/requester/texts/fr.json';
import scheduling from '@/features/scheduling/texts/fr.json';
import setAside from '@/features/set-aside/texts/fr.json';
import shell from '@/features/shell/texts/fr.json';
import sideConversations from '@/features/side-conversations/texts/fr.json';
import snooze from '@/features/snooze/texts/fr.json';
import tasks from '@/features/tasks/texts/fr.json';
import ticketFields from '@/features/ticket-fields/texts/fr.json';
import ticketForms from '@/features/ticket-forms/texts/fr.json';
import tickets from '@/features/tickets/texts/fr.json';
import ticketsList from '@/features/tickets-list/texts/fr.json';
import time from '@/features/time/texts/fr.json';
import timing from '@/features/timing/texts/fr.json';
import views from '@/features/views/texts/fr.json';
import shared from '@/shared/texts/fr.json';
import type en from './en';

export default {
  ...shared,
  ...shell,
  ...views,
  ...habits,
  ...inbox,
  ...tickets,
  ...customStatuses,
  ...ticketsList,
  ...conversation,
  ...noteHistory,
  ...redaction,
  ...composer,
  ...calls,
  ...setAside,
  ...macros,
  ...merging,
  ...notifications,
  ...scheduling,
  ...reminders,
  ...snooze,
  ...timing,
  ...properties,
  ...ticketFields,
  ...related,
  ...links,
  ...due,
  ...tasks,
  ...time,
  ...sideConversations,
  ...ticketForms,
  ...requester,
  ...palette,
} satisfies Record<keyof typeof en, string>;
