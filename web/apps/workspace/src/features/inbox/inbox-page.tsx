import type { Id } from '@guichet/api';
import { useLocalStorage } from '@mantine/hooks';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import { GoOnProvider } from '@/features/habits/going-on';
import { usePlay } from '@/features/habits/play';
import { PlayBar } from '@/features/habits/play-bar';
import { PlayButton } from '@/features/habits/play-button';
import { usePreferences } from '@/features/session/use-session';
import { type GroupField, groupingOf, type Sort, sortOf } from '@/features/tickets-list/api';
import { BulkBar } from '@/features/tickets-list/bulk-bar';
import { TicketListPane } from '@/features/tickets-list/ticket-list-pane';
import { useList } from '@/features/tickets-list/use-list';
import { rememberView } from '@/features/views/last-view';
import { useViews } from '@/features/views/use-views';
import { ViewPills } from '@/features/views/view-pills';
import { useT } from '@/i18n/provider';
import { useScreen } from '@/shared/ui';
import { ResizeHandle, useWidth } from '@/shared/ui/resize-handle';
import classes from './inbox-page.module.css';
import { NothingOpen } from './nothing-open';
import { TicketPanes } from './ticket-panes';
import { useListCommands } from './use-list-commands';
import { usePointed } from './use-pointed';
import { usePrefetchNeighbours } from './use-prefetch-neighbours';

const LIST_WIDTH = { key: 'guichet.listWidth', usual: 324, min: 280, max: 420 };

/** The tickets of a view; beside them, or in their place, the one that is open. */
export function InboxPage() {
  const t = useT();
  const { isSplit, isPhone } = useScreen();
  const { viewId: viewParam, ticketId: ticketParam } = useParams();
  const viewId = Number(viewParam);
  const openId = ticketParam ? Number(ticketParam) : null;
  const [preferences] = usePreferences();
  const layout = isSplit ? (preferences.list_layout ?? 'cards') : 'cards';
  const [sorts, setSorts] = useLocalStorage<Record<Id, Sort>>({
    key: 'guichet.sorts',
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const [width, setWidth] = useWidth(LIST_WIDTH);
  const { views, title, count } = useViews();
  const view = views.find((each) => each.id === viewId);
  const sort = sorts[viewId] ?? sortOf(view);
  const [pointedId, pointTo] = usePointed(viewId, openId);
  const [groupings, setGroupings] = useLocalStorage<Record<Id, GroupField | null>>({
    key: 'guichet.groupings',
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const chosen = groupings[viewId];
  const by = chosen === undefined ? groupingOf(view) : chosen;
  const list = useList(viewId, sort, by, pointedId);
  const viewPath = `/views/${viewId}`;
  const isBeside = isSplit && layout === 'cards';
  useEffect(() => rememberView(viewId), [viewId]);
  const play = usePlay({ list, viewId, viewPath, openId });
  usePrefetchNeighbours(list, openId);
  useListCommands({ list, backTo: viewPath, openId, opensOnMove: isBeside, onPoint: pointTo });

  const pageTitle = openId === null && view ? title(view) : null;
  const showsList = isBeside || openId === null;
  const bulkBar = list.selected.size > 0 && <BulkBar list={list} total={view && count(view)} />;
  return (
    <div
      className={classes.panes}
      data-beside={isBeside || undefined}
      style={{ '--list-width': `${width}px` }}
    >
      {pageTitle && <title>{`${pageTitle} · Guichet`}</title>}
      {showsList && (
        <div className={classes.list}>
          <TicketListPane
            view={view}
            list={list}
            layout={layout}
            hasTicketOpen={openId !== null}
            sort={sort}
            onSort={(chosen) => setSorts({ ...sorts, [viewId]: chosen })}
            onGroup={(grouping) => setGroupings({ ...groupings, [viewId]: grouping })}
            pills={isPhone && <ViewPills current={view} />}
            tools={<PlayButton play={play} />}
          />
          {!isBeside && bulkBar}
        </div>
      )}
      {isBeside && (
        <ResizeHandle
          label={t('list.resize')}
          width={width}
          range={LIST_WIDTH}
          onChange={setWidth}
        />
      )}
      {openId !== null ? (
        <GoOnProvider value={play.goOn}>
          <TicketPanes
            id={openId}
            backTo={viewPath}
            hasToast={!isBeside}
            bar={view && <PlayBar play={play} viewTitle={title(view)} />}
          />
        </GoOnProvider>
      ) : (
        isBeside && <NothingOpen />
      )}
      {isBeside && bulkBar}
    </div>
  );
}
