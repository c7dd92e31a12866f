import type { BulkChange } from '@guichet/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { useClock } from '@/features/session/use-session';
import { loadLater } from '@/shared/load-soon';
import { useStore } from '@/shared/store';
import { bulkChangesQuery, isUnderWay } from './api';
import classes from './bulk-progress.module.css';
import { toldOf } from './newest';
import { putAway } from './use-bulk-change';

const Told = loadLater(async () => (await import('./told')).Told);

/** How far the newest bulk change is, what it came to, and the way back. */
export function BulkProgress() {
  const { data: all = [] } = useQuery(bulkChangesQuery);
  const now = useClock().now.getTime();
  const bulk = toldOf(all, useStore(putAway), now);
  useRefreshAtEnd(bulk);
  return (
    <div role="status" className={classes.dock}>
      <Suspense>{bulk && <Told key={bulk.id} bulk={bulk} now={now} />}</Suspense>
    </div>
  );
}

/** The last of its changes may have been told while lists were still being read. */
function useRefreshAtEnd(bulk: BulkChange | null) {
  const client = useQueryClient();
  const end = bulk && !isUnderWay(bulk) ? `${bulk.id} ${bulk.stage}` : null;
  useEffect(() => {
    if (!end) return;
    void client.invalidateQueries({ queryKey: ['tickets'] });
    void client.invalidateQueries({ queryKey: ['search'] });
    void client.invalidateQueries({ queryKey: ['view-counts'] });
  }, [client, end]);
}
