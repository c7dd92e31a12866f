import type { Id } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/features/session/use-session';
import { ConfirmDialog } from '@/features/settings/confirm-dialog';
import { refreshTickets } from '@/features/tickets/cache';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { toasts } from '@/shared/toast/toast-store';
import { IconButton, Keys, StatusIcon } from '@/shared/ui';
import {
  type DeletedTicket,
  deletedQuery,
  deleteTickets,
  removeTickets,
  restoreTickets,
} from './api';
import { AsidePage } from './aside-page';
import { AsideRow } from './aside-row';
import classes from './aside-row.module.css';
import { type Picked, usePicked } from './use-picked';

/** Deleted tickets: brought back, or removed for good by an administrator. */
export function DeletedPage() {
  const t = useT();
  const client = useQueryClient();
  const canRemove = useMe().role === 'admin';
  const query = useInfiniteQuery(deletedQuery);
  const rows = query.data?.pages.flatMap((page) => page.deleted_tickets);
  const picked = usePicked(rows?.map((row) => row.id) ?? []);
  const [removing, setRemoving] = useState<readonly Id[] | null>(null);
  const restore = useRestore(picked.clear);
  const { meant } = picked;
  useCommand({
    id: 'deleted.restore',
    labelKey: 'aside.restore',
    group: 'change',
    keys: ['r'],
    when: () => meant.length > 0,
    run: () => restore(meant),
  });
  useCommand({
    id: 'deleted.remove',
    labelKey: 'aside.remove',
    group: 'change',
    keys: ['#'],
    when: () => canRemove && meant.length > 0,
    run: () => setRemoving(meant),
  });
  return (
    <AsidePage
      title={t('aside.deletedTickets')}
      lead={t('aside.deletedLead')}
      emptyTitle={t('aside.deletedNone')}
      count={rows?.length}
      error={query.error}
      onRetry={() => void query.refetch()}
      onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
      picked={picked}
      actions={
        <>
          <Button size="xs" variant="subtle" onClick={() => restore(meant)}>
            {t('aside.restore')}
            <Keys keys="r" />
          </Button>
          {canRemove && (
            <Button size="xs" variant="subtle" onClick={() => setRemoving(meant)}>
              {t('aside.remove')}
              <Keys keys="#" />
            </Button>
          )}
        </>
      }
    >
      {rows?.map((ticket) => (
        <DeletedRow
          key={ticket.id}
          ticket={ticket}
          picked={picked}
          onRestore={() => restore([ticket.id])}
          onRemove={canRemove ? () => setRemoving([ticket.id]) : undefined}
        />
      ))}
      {removing && (
        <ConfirmDialog
          title={t('aside.removeTitle', { count: removing.length })}
          text={t('aside.removeText')}
          action={t('aside.remove')}
          onConfirm={async () => {
            await removeTickets(removing);
            await client.invalidateQueries({ queryKey: deletedQuery.queryKey });
            toasts.show({ textKey: 'aside.removed', values: { count: removing.length } });
            picked.clear();
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </AsidePage>
  );
}

type RowProps = {
  ticket: DeletedTicket;
  picked: Picked;
  onRestore: () => void;
  onRemove: (() => void) | undefined;
};

function DeletedRow({ ticket, picked, onRestore, onRemove }: RowProps) {
  const t = useT();
  const subject = ticket.subject || t('common.noSubject');
  return (
    <AsideRow
      id={ticket.id}
      boxLabel={t('list.select', { id: String(ticket.id) })}
      at={ticket.deleted_at}
      picked={picked}
      actions={
        <>
          <IconButton label={t('aside.restoreOne', { id: String(ticket.id) })} onClick={onRestore}>
            <IconArrowBackUp size={16} stroke={1.75} />
          </IconButton>
          {onRemove && (
            <IconButton label={t('aside.removeOne', { id: String(ticket.id) })} onClick={onRemove}>
              <IconTrash size={16} stroke={1.75} />
            </IconButton>
          )}
        </>
      }
    >
      <span className={classes.plain}>
        <StatusIcon status={ticket.previous_state} />
        <span className={classes.hidden}>{t(`status.${ticket.previous_state}`)}, </span>
        <span className={classes.number}>#{ticket.id}</span>
        <b>{subject}</b>
      </span>
    </AsideRow>
  );
}

/** Brings tickets back at once; undo deletes them again. */
function useRestore(onDone: () => void) {
  const client = useQueryClient();
  const refresh = (ids: readonly Id[]) =>
    Promise.all([
      client.invalidateQueries({ queryKey: deletedQuery.queryKey }),
      refreshTickets(client, ids),
    ]);
  const { mutate } = useMutation({
    mutationFn: restoreTickets,
    onSuccess: (_nothing, ids) => {
      onDone();
      toasts.show({
        textKey: 'aside.restored',
        values: { count: ids.length },
        undo: () => void deleteTickets(ids).finally(() => refresh(ids)),
      });
    },
    onError: () => toasts.show({ textKey: 'aside.notRestored', tone: 'failed' }),
    onSettled: (_nothing, _error, ids) => refresh(ids),
  });
  return mutate;
}
