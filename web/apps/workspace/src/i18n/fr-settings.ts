// French texts, the same files in the same order as en-settings.ts.
import senders from '@/features/senders/texts/fr.json';
import settingsAudit from '@/features/settings/audit/texts/fr.json';
import settingsForms from '@/features/settings/forms/texts/fr.json';
import macroSettings from '@/features/settings/macros/texts/fr.json';
import settingsNotifications from '@/features/settings/notifications/texts/fr.json';
import relay from '@/features/settings/relay/texts/fr.json';
import settingsStatuses from '@/features/settings/statuses/texts/fr.json';
import taskTemplates from '@/features/settings/task-templates/texts/fr.json';
import tokens from '@/features/settings/tokens/texts/fr.json';
import settingsViews from '@/features/settings/views/texts/fr.json';
import type en from './en-settings';

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
} satisfies Record<keyof typeof en, string>;
