import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useT } from '@/i18n/provider';
import { EmptyState, ErrorState } from '@/shared/ui';
import classes from './people-page.module.css';

type Props = {
  title: string;
  findLabel: string;
  text: string;
  onText: (text: string) => void;
  addLabel: string;
  onAdd: () => void;
  /** Undefined until they are read. */
  count: number | undefined;
  error: Error | null;
  onRetry: () => void;
  emptyTitle: string;
  onMore: (() => void) | undefined;
  children: ReactNode;
};

/** The people or the organizations that the desk knows, to look one up. */
export function Directory(props: Props) {
  const t = useT();
  const { title, findLabel, text, count, error, onMore } = props;
  return (
    <section className={classes.page} aria-label={title} data-pane tabIndex={-1}>
      <title>{`${title} · Guichet`}</title>
      <header className={classes.head}>
        <h1 className={classes.hiddenTitle}>{title}</h1>
        <DirectoryTabs />
        <TextInput
          type="search"
          className={classes.find}
          aria-label={findLabel}
          placeholder={findLabel}
          leftSection={<IconSearch size={14} stroke={1.75} />}
          value={text}
          onChange={(event) => props.onText(event.currentTarget.value)}
        />
        <Button
          variant="filled"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
          onClick={props.onAdd}
        >
          {props.addLabel}
        </Button>
      </header>
      {error && count === undefined ? (
        <ErrorState title={t('people.failed')} error={error} onRetry={props.onRetry} />
      ) : count === 0 ? (
        <EmptyState title={props.emptyTitle}>{text && t('people.noneText')}</EmptyState>
      ) : (
        <div className={classes.scroll}>
          {props.children}
          {onMore && (
            <Button variant="subtle" m={8} onClick={onMore}>
              {t('people.more')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function DirectoryTabs() {
  const t = useT();
  const { pathname } = useLocation();
  const link = (to: string, label: string) => (
    <Link to={to} className={classes.tab} aria-current={pathname === to ? 'page' : undefined}>
      {label}
    </Link>
  );
  return (
    <nav className={classes.tabs} aria-label={t('people.directories')}>
      {link('/people', t('people.title'))}
      {link('/organizations', t('people.organizations'))}
    </nav>
  );
}
