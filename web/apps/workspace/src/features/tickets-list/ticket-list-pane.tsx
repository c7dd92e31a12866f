import type { View } from '@guichet/api';
import { Button, Menu } from '@mantine/core';
import { IconArrowsSort, IconCheck } from '@tabler/icons-react';
import { type ReactNode, Suspense } from 'react';
import { useNavigate } from 'react-router';
import { BulkProgress } from '@/features/bulk-changes/bulk-progress';
import { useViews } from '@/features/views/use-views';
import { ViewTitle } from '@/features/views/view-title';
import { useT } from '@/i18n/provider';
import { loadSoon } from '@/shared/load-soon';
import { DockedToast } from '@/shared/toast/docked-toast';
import { EmptyState, ErrorState, Keys } from '@/shared/ui';
import type { GroupField, Sort } from './api';
import { CardList } from './card-list';
import { LayoutToggle } from './layout-toggle';
import { ListMenu } from './list-menu';
import { ListSkeleton } from './list-skeleton';
import classes from './ticket-list-pane.module.css';
import type { ListModel } from './use-list';

const TicketTable = loadSoon(async () => (await import('./ticket-table')).TicketTable);

const SORTS = [
  '-updated_at',
  'updated_at',
  '-created_at',
  'created_at',
  '-priority',
  'waiting_since',
  'due_at',
  'status',
  '-id',
] as const satisfies Sort[];

type Props = {
  view: View | undefined;
  list: ListModel;
  layout: 'cards' | 'table';
  /** A ticket is open beside the list. */
  hasTicketOpen: boolean;
  sort: Sort;
  onSort: (sort: Sort) => void;
  onGroup: (by: GroupField | null) => void;
  /** On a phone, the other views between title and list. */
  pills?: ReactNode;
  /** What can be done with the whole view. */
  tools?: ReactNode;
};

/** The tickets of one view, as cards or as a table. */
export function TicketListPane(props: Props) {
  const { view, list, layout, hasTicketOpen, sort, onSort, onGroup, pills, tools } = props;
  const t = useT();
  return (
    <section className={classes.pane} aria-label={t('list.tickets')} data-pane tabIndex={-1}>
      <header className={classes.head}>
        <ViewTitle view={view} isMain={!hasTicketOpen} />
        <span className={classes.space} />
        {tools}
        {layout === 'table' && <SortMenu sort={sort} onSort={onSort} />}
        <LayoutToggle />
        {view && <ListMenu view={view} layout={layout} by={list.by} onGroup={onGroup} />}
      </header>
      {pills}
      {layout === 'cards' && (
        <div className={classes.bar}>
          <SortMenu sort={sort} onSort={onSort} />
        </div>
      )}
      <ListContent view={view} list={list}>
        {layout === 'cards' ? (
          <CardList list={list} />
        ) : (
          <Suspense fallback={<ListSkeleton />}>
            <TicketTable list={list} sort={sort} onSort={onSort} />
          </Suspense>
        )}
      </ListContent>
      <div className={classes.dock} data-selecting={list.selected.size > 0 || undefined}>
        <BulkProgress />
        <DockedToast />
      </div>
    </section>
  );
}

function ListContent({
  view,
  list,
  children,
}: {
  view?: View;
  list: ListModel;
  children: ReactNode;
}) {
  const t = useT();
  if (list.isLoading) return <ListSkeleton />;
  if (list.error)
    return <ErrorState title={t('list.failed')} error={list.error} onRetry={list.retry} />;
  if (list.rows.length === 0) return <NobodyIsWaiting view={view} />;
  return children;
}

/** An empty view. Mine says that my own are done, and leads to what nobody has taken. */
function NobodyIsWaiting({ view }: { view: View | undefined }) {
  const t = useT();
  const navigate = useNavigate();
  const { groups, count } = useViews();
  const unassigned = groups.system.find((each) => each.key === 'unassigned');
  const waiting = unassigned && count(unassigned);
  if (view?.key !== 'my_open') {
    const isQueue = view?.key === 'unassigned' || view?.key === 'all_open';
    return <EmptyState title={t(isQueue ? 'list.empty' : 'list.emptyView')} />;
  }
  if (!unassigned || !waiting) {
    return (
      <EmptyState title={t('list.emptyMine')}>
        {waiting === 0 && t('list.noneUnassigned')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('list.emptyMine')}
      action={
        <Button onClick={() => void navigate(`/views/${unassigned.id}`)}>
          {t('list.openUnassigned', { count: waiting })}
          <Keys keys="g u" />
        </Button>
      }
    >
      {t('list.unassignedWait', { count: waiting })}
    </EmptyState>
  );
}

function SortMenu({ sort, onSort }: Pick<Props, 'sort' | 'onSort'>) {
  const t = useT();
  const current = SORTS.find((each) => each === sort);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconArrowsSort size={14} stroke={1.75} aria-hidden="true" />}
        >
          {current ? t(`list.sort.${current}`) : t('list.sort')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {SORTS.map((each) => (
          <Menu.RadioItem
            key={each}
            value={each}
            checked={each === sort}
            closeMenuOnClick
            rightSection={each === sort && <IconCheck size={14} stroke={1.75} aria-hidden="true" />}
            onClick={() => onSort(each)}
          >
            {t(`list.sort.${each}`)}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
