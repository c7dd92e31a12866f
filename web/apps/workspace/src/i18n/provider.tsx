import type { Locale } from '@guichet/api';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { loadedOnline } from '@/shared/load-soon';
import { whenIdle } from '@/shared/when-idle';
import { createTranslate, type Texts, type Translate } from './texts';

type I18n = {
  locale: Locale;
  t: Translate;
  /** Whether the texts of what is opened later are there too. */
  isWhole: boolean;
};

const I18nContext = createContext<I18n | null>(null);

type Loader = () => Promise<{ default: Texts }>;

/** The texts of the first screens, then all others. */
const loaders: Record<Locale, [Loader, Loader]> = {
  en: [() => import('./en'), () => import('./en-later')],
  fr: [() => import('./fr'), () => import('./fr-later')],
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
    const show = (texts: Texts, isWhole: boolean) => {
      if (wanted) setLoaded({ locale, texts, isWhole });
    };
    async function load() {
      const [loadFirst, loadLater] = loaders[locale];
      const later = isInInbox() ? null : loadedOnline(loadLater);
      const first = (await loadFirst()).default;
      show(first, false);
      if (!later) await new Promise<void>(whenIdle);
      show({ ...first, ...(await (later ?? loadedOnline(loadLater))).default }, true);
    }
    void load();
    document.documentElement.lang = locale;
    return () => {
      wanted = false;
    };
  }, [locale]);

  const value = useMemo(
    () =>
      loaded && {
        locale: loaded.locale,
        t: createTranslate(loaded.locale, loaded.texts, loaded.isWhole),
        isWhole: loaded.isWhole,
      },
    [loaded],
  );
  return value && <I18nContext.Provider value={value}>{children}</I18nContext.Provider>;
}

/** Whether the page that was asked for needs no more than the first texts. */
const isInInbox = () => /^\/($|views\/|tickets\/\d)/.test(window.location.pathname);

/** Shows what says more than the first screens do as soon as all texts are there. */
export function WithAllTexts({ children }: { children: ReactNode }) {
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
