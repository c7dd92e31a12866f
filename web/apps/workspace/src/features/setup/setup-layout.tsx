import type { Locale } from '@guichet/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation } from 'react-router';
import { useChooseLocale } from '@/app/locale-root';
import { meQuery, updateMe } from '@/features/session/api';
import { OutsidePage } from '@/features/sign-in/outside-page';
import { SetupSteps } from './setup-steps';
import { stepOf } from './steps';

/** The first set-up: where one is in it, and the step itself. */
export function SetupLayout() {
  const { pathname } = useLocation();
  const chooseLocale = useLanguageOfSetup();
  return (
    <OutsidePage aside={<SetupSteps current={stepOf(pathname)} />} onLanguage={chooseLocale}>
      <Outlet />
    </OutsidePage>
  );
}

/** A choice of language is kept in this browser, and with the account once there is one. */
function useLanguageOfSetup() {
  const client = useQueryClient();
  const chooseLocale = useChooseLocale();
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  const { mutate } = useMutation({
    mutationFn: (locale: Locale) => updateMe({ locale, preferences: { ui_locale: locale } }),
  });
  return (locale: Locale) => {
    chooseLocale(locale);
    if (!me) return;
    const preferences = { ...me.preferences, ui_locale: locale };
    client.setQueryData(meQuery.queryKey, { ...me, locale, preferences });
    mutate(locale);
  };
}
