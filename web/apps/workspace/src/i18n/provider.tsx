import type { Locale } from '@guichet/api';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { whenIdle } from '@/shared/when-idle';
import { createTranslate, type Texts, type Translate } from './texts';

type I18n = {
  locale: Locale;
  t: Translate;
  /** Whether the texts of the settings are there too. */
  isWhole: boolean;
};

const I18nContext = createContext<I18n | null>(null);

type Loader = () => Promise<{ default: Texts }>;

/** The texts of the screens that everyone works with, then those of the settings. */
const loaders: Record<Locale, [Loader, Loader]> = {
  en: [() => import('./en'), () => import('./en-settings')],
  fr: [() => import('./fr'), () => import('./fr-settings')],
};

/** The language a browser asks for, for pages shown before anyone has signed in. */
export function browserLocale(): Locale {
  return navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

/** Gives every component below the texts of one language. Shows nothing until they are loaded. */
export function I18nProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  const [loaded, setLoaded] = useState<{
    locale: Locale;
    texts: Texts;
    isWhole: boolean;
  } | null>(null);

  useEffect(() => {
    let wanted = true;
    const [loadScreens, loadSettings] = loaders[locale];
    void loadScreens().then(({ default: texts }) => {
      if (!wanted) return;
      setLoaded({ locale, texts, isWhole: false });
      const addSettings = async () => {
        const more = (await loadSettings()).default;
        if (wanted) setLoaded({ locale, texts: { ...texts, ...more }, isWhole: true });
      };
      if (isInSettings()) void addSettings();
      else whenIdle(() => void addSettings());
    });
    document.documentElement.lang = locale;
    return () => {
      wanted = false;
    };
  }, [locale]);

  const value = useMemo(
    () =>
      loaded && {
        locale: loaded.locale,
        t: createTranslate(loaded.locale, loaded.texts),
        isWhole: loaded.isWhole,
      },
    [loaded],
  );
  return value && <I18nContext.Provider value={value}>{children}</I18nContext.Provider>;
}

const isInSettings = () => window.location.pathname.startsWith('/settings');

/** Shows what needs the texts of the settings as soon as they are there. */
export function WithSettingsTexts({ children }: { children: ReactNode }) {
  return useI18n().isWhole && children;
}

/** The language in use and the function that gives its texts. */
export function useI18n(): I18n {
  const value = useContext(I18nContext);
  if (!value) throw new Error('useI18n needs an I18nProvider above it');
  return value;
}

/** Short for `useI18n().t`. */
export function useT(): Translate {
  return useI18n().t;
}
