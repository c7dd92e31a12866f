import type { Locale } from '@guichet/api';
import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { meQuery } from '@/features/session/api';
import { browserLocale, I18nProvider } from '@/i18n/provider';

const ChooseLocale = createContext<(locale: Locale) => void>(() => undefined);

/** The language: what the signed-in person set, else what was chosen here, else the browser's. */
export function LocaleRoot({ children }: { children: ReactNode }) {
  const [chosen, setChosen] = useLocalStorage<Locale | null>({
    key: 'guichet.locale',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  const locale = me?.preferences.ui_locale ?? localeOf(me?.locale) ?? chosen ?? browserLocale();
  return (
    <ChooseLocale value={setChosen}>
      <I18nProvider locale={locale}>{children}</I18nProvider>
    </ChooseLocale>
  );
}

function localeOf(tag: string | undefined): Locale | undefined {
  if (!tag) return undefined;
  return tag.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

/** Changes the language of the pages before sign-in. Afterwards it is a preference of the person. */
export function useChooseLocale() {
  return useContext(ChooseLocale);
}
