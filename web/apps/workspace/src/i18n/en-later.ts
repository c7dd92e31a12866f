// English texts of all that is opened later, and of the pages without a list of tickets.
import bulkChanges from '@/features/bulk-changes/texts/en.json';
import calls from '@/features/calls/texts/en-later.json';
import links from '@/features/links/texts/en-later.json';
import merging from '@/features/merging/texts/en-later.json';
import newTicket from '@/features/new-ticket/texts/en.json';
import notifications from '@/features/notifications/texts/en-later.json';
import people from '@/features/people/texts/en.json';
import redaction from '@/features/redaction/texts/en-later.json';
import search from '@/features/search/texts/en.json';
import senders from '@/features/senders/texts/en.json';
import setAside from '@/features/set-aside/texts/en-later.json';
import audience from '@/features/settings/audience/texts/en.json';
import settingsAudit from '@/features/settings/audit/texts/en.json';
import settingsBrands from '@/features/settings/brands/texts/en.json';
import settingsFields from '@/features/settings/fields/texts/en.json';
import settingsForms from '@/features/settings/forms/texts/en.json';
import macroSettings from '@/features/settings/macros/texts/en.json';
import settingsNotifications from '@/features/settings/notifications/texts/en.json';
import settingsRecurring from '@/features/settings/recurring/texts/en.json';
import relay from '@/features/settings/relay/texts/en.json';
import settingsStatuses from '@/features/settings/statuses/texts/en.json';
import taskTemplates from '@/features/settings/task-templates/texts/en.json';
import settings from '@/features/settings/texts/en.json';
import tokens from '@/features/settings/tokens/texts/en.json';
import settingsViews from '@/features/settings/views/texts/en.json';
import setup from '@/features/setup/texts/en.json';
import shortcuts from '@/features/shortcuts/texts/en.json';
import signIn from '@/features/sign-in/texts/en.json';
import splitting from '@/features/splitting/texts/en.json';
import form from '@/shared/form/texts/en.json';

export default {
  ...form,
  ...bulkChanges,
  ...redaction,
  ...calls,
  ...setAside,
  ...merging,
  ...notifications,
  ...links,
  ...splitting,
  ...newTicket,
  ...search,
  ...people,
  ...senders,
  ...shortcuts,
  ...settings,
  ...audience,
  ...settingsAudit,
  ...settingsBrands,
  ...settingsFields,
  ...settingsForms,
  ...macroSettings,
  ...settingsNotifications,
  ...settingsRecurring,
  ...relay,
  ...settingsStatuses,
  ...taskTemplates,
  ...tokens,
  ...settingsViews,
  ...setup,
  ...signIn,
};
