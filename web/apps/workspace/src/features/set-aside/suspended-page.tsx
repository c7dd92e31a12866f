import type { Id } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { tellOtherTabs } from '@/shared/other-tabs';
import { Keys } from '@/shared/ui';
import { deleteSuspended, recoverSuspended, suspendedQuery } from './api';
import { AsidePage } from './aside-page';
import { putOff, useStaying } from './put-off';
import { SuspendedRow } from './suspended-row';
import { usePicked } from './use-picked';

const LIST = 'suspended_tickets';

/** Mail that was kept from becoming a ticket: looked at, then taken in after all or deleted. */
export function SuspendedPage() {
  const t = useT();
  const query = useInfiniteQuery(suspendedQuery);
  const read = query.data?.pages.flatMap((page) => page.suspended_tickets);
  const rows = useStaying(LIST, read ?? []);
  const picked = usePicked(rows.map((row) => row.id));
  const [openId, setOpenId] = useState<Id | null>(null);
  const { recover, remove } = useDecisions(picked.clear);
  const toggleOpen = (id: Id) => setOpenId(openId === id ? null : id);
  const { meant, pointed } = picked;
  useCommand({
    id: 'list.open',
    labelKey: 'list.open',
    group: 'move',
    keys: ['o', 'Enter'],
    when: () => pointed !== null,
    run: () => pointed !== null && toggleOpen(pointed),
  });
  useCommand({
    id: 'suspended.recover',
    labelKey: 'aside.recover',
    group: 'change',
    keys: ['r'],
    when: () => meant.length > 0,
    run: () => recover(meant),
  });
  useCommand({
    id: 'suspended.delete',
    labelKey: 'aside.delete',
    group: 'change',
    keys: ['#'],
    when: () => meant.length > 0,
    run: () => remove(meant),
  });
  return (
    <AsidePage
      title={t('aside.suspended')}
      lead={t('aside.suspendedLead')}
      emptyTitle={t('aside.suspendedNone')}
      count={read && rows.length}
      error={query.error}
      onRetry={() => void query.refetch()}
      onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
      picked={picked}
      actions={
        <>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconArrowBackUp size={14} stroke={1.75} aria-hidden="true" />}
            onClick={() => recover(meant)}
          >
            {t('aside.recover')}
            <Keys keys="r" />
          </Button>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconTrash size={14} stroke={1.75} aria-hidden="true" />}
            onClick={() => remove(meant)}
          >
            {t('aside.delete')}
            <Keys keys="#" />
          </Button>
        </>
      }
    >
      {rows.map((row) => (
        <SuspendedRow
          key={row.id}
          suspended={row}
          picked={picked}
          isOpen={row.id === openId}
          onToggle={() => {
            picked.pointTo(row.id);
            toggleOpen(row.id);
          }}
          onRecover={() => recover([row.id])}
          onDelete={() => remove([row.id])}
        />
      ))}
    </AsidePage>
  );
}

/** Both decisions, each done when its undo is over. */
function useDecisions(onDecided: () => void) {
  const client = useQueryClient();
  const refresh = () => {
    tellOtherTabs([LIST]);
    return client.invalidateQueries({ queryKey: [LIST] });
  };
  return {
    recover(ids: readonly Id[]) {
      putOff({
        list: LIST,
        ids,
        doneKey: 'aside.recovered',
        failedKey: 'aside.notRecovered',
        run: recoverSuspended,
        refresh,
      });
      onDecided();
    },
    remove(ids: readonly Id[]) {
      putOff({
        list: LIST,
        ids,
        doneKey: 'aside.deleted',
        failedKey: 'aside.notDeleted',
        run: deleteSuspended,
        refresh,
      });
      onDecided();
    },
  };
}
