// What only the settings say: read when the browser has time, or with the first of their pages.
import senders from '@/features/senders/texts/en.json';
import settingsAudit from '@/features/settings/audit/texts/en.json';
import settingsForms from '@/features/settings/forms/texts/en.json';
import macroSettings from '@/features/settings/macros/texts/en.json';
import settingsNotifications from '@/features/settings/notifications/texts/en.json';
import relay from '@/features/settings/relay/texts/en.json';
import settingsStatuses from '@/features/settings/statuses/texts/en.json';
import taskTemplates from '@/features/settings/task-templates/texts/en.json';
import tokens from '@/features/settings/tokens/texts/en.json';
import settingsViews from '@/features/settings/views/texts/en.json';

export default {
  ...senders,
  ...settingsAudit,
  ...settingsForms,
  ...macroSettings,
  ...relay,
  ...settingsNotifications,
  ...settingsStatuses,
  ...taskTemplates,
  ...tokens,
  ...settingsViews,
};
