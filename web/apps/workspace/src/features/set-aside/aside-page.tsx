import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import bar from '@/features/tickets-list/bulk-bar.module.css';
import { ListSkeleton } from '@/features/tickets-list/list-skeleton';
import { useT } from '@/i18n/provider';
import { DockedToast } from '@/shared/toast/docked-toast';
import { EmptyState, ErrorState, IconButton } from '@/shared/ui';
import classes from './aside-page.module.css';
import { AsideSwitch } from './aside-switch';
import type { Picked } from './use-picked';

type Props = {
  title: string;
  /** What the list is for, in a sentence. */
  lead: string;
  emptyTitle: string;
  /** Undefined until they are read. */
  count: number | undefined;
  error: Error | null;
  onRetry: () => void;
  /** Reads the next page, where there is one. */
  onMore: (() => void) | undefined;
  picked: Picked;
  /** What can be done with the selected rows. */
  actions: ReactNode;
  children: ReactNode;
};

/** A list of what was set aside: what it is for, its rows, and what to do with the selected ones. */
export function AsidePage(props: Props) {
  const t = useT();
  const { title, lead, emptyTitle, count, error, onMore, picked } = props;
  return (
    <section className={classes.page} aria-label={title} data-pane tabIndex={-1}>
      <title>{`${title} · Guichet`}</title>
      <header className={classes.head}>
        <h1 className={classes.title}>{title}</h1>
        <AsideSwitch />
      </header>
      {error && count === undefined ? (
        <ErrorState title={t('list.failed')} error={error} onRetry={props.onRetry} />
      ) : count === undefined ? (
        <ListSkeleton />
      ) : count === 0 ? (
        <EmptyState title={emptyTitle}>{lead}</EmptyState>
      ) : (
        <div className={classes.scroll}>
          <p className={classes.lead}>{lead}</p>
          <ul className={classes.rows} aria-label={title}>
            {props.children}
          </ul>
          {onMore && (
            <Button variant="subtle" m={8} onClick={onMore}>
              {t('people.more')}
            </Button>
          )}
        </div>
      )}
      <div className={classes.dock} data-selecting={picked.selected.size > 0 || undefined}>
        <DockedToast />
      </div>
      {picked.selected.size > 0 && (
        <SelectionBar picked={picked} count={count ?? 0}>
          {props.actions}
        </SelectionBar>
      )}
    </section>
  );
}

type BarProps = { picked: Picked; count: number; children: ReactNode };

function SelectionBar({ picked, count, children }: BarProps) {
  const t = useT();
  return (
    <div className={bar.bar} role="toolbar" aria-label={t('bulk.title')}>
      <span className={bar.count}>{t('bulk.selected', { count: picked.selected.size })}</span>
      {picked.selected.size < count && (
        <Button size="xs" variant="subtle" c="var(--g-accent)" onClick={picked.selectAll}>
          {t('bulk.selectAll', { count })}
        </Button>
      )}
      <span className={bar.rule} />
      <div className={bar.actions}>{children}</div>
      <span className={bar.rule} />
      <IconButton
        className={bar.close}
        label={t('bulk.clear')}
        keys="Escape"
        onClick={picked.clear}
      >
        <IconX size={16} stroke={1.75} />
      </IconButton>
    </div>
  );
}
