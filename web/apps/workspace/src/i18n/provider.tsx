import type { Locale } from '@guichet/api';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { createTranslate, type Texts, type Translate } from './texts';

type I18n = { locale: Locale; t: Translate };

const I18nContext = createContext<I18n | null>(null);

const loaders: Record<Locale, () => Promise<{ default: Texts }>> = {
  en: () => import('./en'),
  fr: () => import('./fr'),
};

/** The language a browser asks for, for pages shown before anyone has signed in. */
export function browserLocale(): Locale {
  return navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

/** Gives every component below the texts of one language. Shows nothing until they are loaded. */
export function I18nProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  const [loaded, setLoaded] = useState<{ locale: Locale; texts: Texts } | null>(null);

  useEffect(() => {
    let wanted = true;
    void loaders[locale]().then((module) => {
      if (wanted) setLoaded({ locale, texts: module.default });
    });
    document.documentElement.lang = locale;
    return () => {
      wanted = false;
    };
  }, [locale]);

  const value = useMemo(
    () => loaded && { locale: loaded.locale, t: createTranslate(loaded.locale, loaded.texts) },
    [loaded],
  );
  return value && <I18nContext.Provider value={value}>{children}</I18nContext.Provider>;
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
