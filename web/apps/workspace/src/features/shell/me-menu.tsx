import { api, type Preferences } from '@guichet/api';
import { Menu, VisuallyHidden } from '@mantine/core';
import {
  IconCheck,
  IconDeviceDesktop,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSun,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useLive } from '@/features/live/live-provider';
import { clearShelf } from '@/features/offline/shelf';
import { forgetSession } from '@/features/session/api';
import { useMe, usePreferences } from '@/features/session/use-session';
import { LANGUAGES } from '@/i18n/languages';
import { useI18n } from '@/i18n/provider';
import { Avatar } from '@/shared/ui';
import classes from './rail.module.css';

const THEMES = [
  { value: 'auto', Icon: IconDeviceDesktop },
  { value: 'light', Icon: IconSun },
  { value: 'dark', Icon: IconMoon },
] as const satisfies { value: Preferences['theme']; Icon: unknown }[];

/** Whoever is signed in: their theme, their language, and the way out. */
export function MeMenu() {
  const me = useMe();
  const { t, locale } = useI18n();
  const [preferences, setPreferences] = usePreferences();
  const { nextTryAt } = useLive();
  const signOut = useSignOut();
  const theme = preferences.theme ?? 'auto';
  const tick = <IconCheck size={14} stroke={1.75} aria-hidden="true" />;
  return (
    <Menu position="right-end" width={210}>
      <Menu.Target>
        <button type="button" className={classes.me}>
          <VisuallyHidden>{t('shell.meMenu', { name: me.name })}</VisuallyHidden>
          <Avatar person={me} />
          <span className={classes.presence} data-offline={nextTryAt !== null || undefined} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('shell.theme')}</Menu.Label>
        {THEMES.map(({ value, Icon }) => (
          <Menu.RadioItem
            key={value}
            value={value}
            checked={theme === value}
            closeMenuOnClick
            rightSection={theme === value && tick}
            onClick={() => setPreferences({ theme: value })}
          >
            <Icon size={16} stroke={1.75} aria-hidden="true" />
            {t(`shell.theme.${value}`)}
          </Menu.RadioItem>
        ))}
        <Menu.Label>{t('shell.language')}</Menu.Label>
        {LANGUAGES.map(({ value, label }) => (
          <Menu.RadioItem
            key={value}
            value={value}
            checked={locale === value}
            closeMenuOnClick
            lang={value}
            rightSection={locale === value && tick}
            onClick={() => setPreferences({ ui_locale: value })}
          >
            <IconLanguage size={16} stroke={1.75} aria-hidden="true" />
            {label}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.75} />} onClick={signOut}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Ends the session and forgets everything that was read with it. */
export function useSignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await api.delete('/session');
    forgetSession();
    await clearShelf();
    client.clear();
    await navigate('/sign-in');
  };
}
