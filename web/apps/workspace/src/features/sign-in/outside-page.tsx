import type { Locale } from '@guichet/api';
import type { ReactNode } from 'react';
import { useChooseLocale } from '@/app/locale-root';
import { useT } from '@/i18n/provider';
import { Logo } from '@/shared/ui';
import { LanguageSwitch } from './language-switch';
import classes from './outside-page.module.css';

type Props = {
  /** What stands on the counter, under the name. */
  aside?: ReactNode;
  /** Where a choice of language goes; usually it is remembered in this browser. */
  onLanguage?: (locale: Locale) => void;
  children: ReactNode;
};

/** The counter and the lit window of the pages outside the workspace. */
export function OutsidePage({ aside, onLanguage, children }: Props) {
  const t = useT();
  const chooseLocale = useChooseLocale();
  return (
    <div className={classes.page}>
      <aside className={classes.aside} aria-label="Guichet">
        <p className={classes.brand}>
          <span aria-hidden="true">
            <Logo size={30} />
          </span>
          Guichet
        </p>
        {aside}
        <p className={classes.foot}>{t('signIn.selfHosted')}</p>
      </aside>
      <main className={classes.sheet}>
        <div className={classes.language}>
          <LanguageSwitch onChange={onLanguage ?? chooseLocale} />
        </div>
        <div className={classes.content}>{children}</div>
      </main>
    </div>
  );
}

type HeadProps = { title: string; children?: ReactNode };

/** The large question of a page and the sentence under it. */
export function OutsideHead({ title, children }: HeadProps) {
  return (
    <header>
      <title>{`${title} · Guichet`}</title>
      <h1 className={classes.title}>{title}</h1>
      <p className={classes.lead}>{children}</p>
    </header>
  );
}
