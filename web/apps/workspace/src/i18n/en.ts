// English texts of the first screens: the list, the conversation, the composer and what is around them.
import calls from '@/features/calls/texts/en.json';
import composer from '@/features/composer/texts/en.json';
import conversation from '@/features/conversation/texts/en.json';
import customStatuses from '@/features/custom-statuses/texts/en.json';
import due from '@/features/due/texts/en.json';
import habits from '@/features/habits/texts/en.json';
import inbox from '@/features/inbox/texts/en.json';
import links from '@/features/links/texts/en.json';
import macros from '@/features/macros/texts/en.json';
import merging from '@/features/merging/texts/en.json';
import noteHistory from '@/features/note-history/texts/en.json';
import notifications from '@/features/notifications/texts/en.json';
import palette from '@/features/palette/texts/en.json';
import properties from '@/features/properties/texts/en.json';
import redaction from '@/features/redaction/texts/en.json';
import related from '@/features/related/texts/en.json';
import reminders from '@/features/reminders/texts/en.json';
import requester from '@/features/requester/texts/en.json';
import scheduling from '@/features/scheduling/texts/en.json';
import setAside from '@/features/set-aside/texts/en.json';
import shell from '@/features/shell/texts/en.json';
import sideConversations from '@/features/side-conversations/texts/en.json';
import snooze from '@/features/snooze/texts/en.json';
import tasks from '@/features/tasks/texts/en.json';
import ticketFields from '@/features/ticket-fields/texts/en.json';
import ticketForms from '@/features/ticket-forms/texts/en.json';
import tickets from '@/features/tickets/texts/en.json';
import ticketsList from '@/features/tickets-list/texts/en.json';
import time from '@/features/time/texts/en.json';
import timing from '@/features/timing/texts/en.json';
import views from '@/features/views/texts/en.json';
import shared from '@/shared/texts/en.json';

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
};
