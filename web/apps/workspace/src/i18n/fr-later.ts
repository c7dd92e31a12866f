// French texts, the same files in the same order as en-later.ts.
import bulkChanges from '@/features/bulk-changes/texts/fr.json';
import calls from '@/features/calls/texts/fr-later.json';
import links from '@/features/links/texts/fr-later.json';
import merging from '@/features/merging/texts/fr-later.json';
import newTicket from '@/features/new-ticket/texts/fr.json';
import notifications from '@/features/notifications/texts/fr-later.json';
import people from '@/features/people/texts/fr.json';
import redaction from '@/features/redaction/texts/fr-later.json';
import search from '@/features/search/texts/fr.json';
import senders from '@/features/senders/texts/fr.json';
import setAside from '@/features/set-aside/texts/fr-later.json';
import audience from '@/features/settings/audience/texts/fr.json';
import settingsAudit from '@/features/settings/audit/texts/fr.json';
import settingsBrands from '@/features/settings/brands/texts/fr.json';
import settingsFields from '@/features/settings/fields/texts/fr.json';
import settingsForms from '@/features/settings/forms/texts/fr.json';
import macroSettings from '@/features/settings/macros/texts/fr.json';
import settingsNotifications from '@/features/settings/notifications/texts/fr.json';
import settingsRecurring from '@/features/settings/recurring/texts/fr.json';
import relay from '@/features/settings/relay/texts/fr.json';
import settingsStatuses from '@/features/settings/statuses/texts/fr.json';
import taskTemplates from '@/features/settings/task-templates/texts/fr.json';
import settings from '@/features/settings/texts/fr.json';
import tokens from '@/features/settings/tokens/texts/fr.json';
import settingsViews from '@/features/settings/views/texts/fr.json';
import setup from '@/features/setup/texts/fr.json';
import shortcuts from '@/features/shortcuts/texts/fr.json';
import signIn from '@/features/sign-in/texts/fr.json';
import splitting from '@/features/splitting/texts/fr.json';
import form from '@/shared/form/texts/fr.json';
import type en from './en-later';

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
} satisfies Record<keyof typeof en, string>;
