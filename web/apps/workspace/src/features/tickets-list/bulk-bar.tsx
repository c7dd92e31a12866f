import type { Priority, Status } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { BulkMerge } from '@/features/merging/bulk-merge';
import { BulkPutAway } from '@/features/set-aside/bulk-put-away';
import { saveMany, type TicketFields } from '@/features/tickets/api';
import { refreshTickets } from '@/features/tickets/cache';
import {
  pickedId,
  useAssigneeOptions,
  usePriorityOptions,
  useStatusOptions,
} from '@/features/tickets/options';
import { TagPicker } from '@/features/tickets/tag-picker';
import { useT } from '@/i18n/provider';
import type { TextKey } from '@/i18n/texts';
import { useCommand } from '@/shared/keys';
import { toasts } from '@/shared/toast/toast-store';
import { describeError, IconButton, Keys, Picker, type PickerOption } from '@/shared/ui';
import classes from './bulk-bar.module.css';
import type { ListModel } from './use-list';

/** Changes all selected tickets at once, with the letters that change one. */
export function BulkBar({ list }: { list: ListModel }) {
  const t = useT();
  const change = useBulkChange(list);
  const ids = [...list.selected];
  useCommand({
    id: 'bulk.clear',
    labelKey: 'bulk.clear',
    group: 'move',
    keys: ['Escape'],
    run: list.clearSelection,
  });
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('bulk.title')}>
      <span className={classes.count}>{t('bulk.selected', { count: ids.length })}</span>
      {ids.length < list.rows.length && (
        <Button size="xs" variant="subtle" c="var(--g-accent)" onClick={list.selectAll}>
          {t('bulk.selectAll', { count: list.rows.length })}
        </Button>
      )}
      <span className={classes.rule} />
      <div className={classes.actions}>
        <BulkPicker
          labelKey="bulk.assign"
          keys="a"
          useOptions={useAssigneeOptions}
          onPick={(value) => change({ assignee_id: pickedId(value) })}
        />
        <BulkPicker
          labelKey="bulk.status"
          keys="s"
          useOptions={useStatusOptions}
          onPick={(value) => change({ status: value as Status })}
        />
        <BulkPicker
          labelKey="bulk.priority"
          keys="p"
          useOptions={usePriorityOptions}
          onPick={(value) => change({ priority: value as Priority })}
        />
        <BulkTags onPick={(tag) => change({ additional_tags: [tag] })} />
        <BulkMerge list={list} />
        <BulkPutAway list={list} />
      </div>
      <span className={classes.rule} />
      <IconButton
        className={classes.close}
        label={t('bulk.clear')}
        keys="Escape"
        onClick={list.clearSelection}
      >
        <IconX size={16} stroke={1.75} />
      </IconButton>
    </div>
  );
}

type PickerProps = {
  labelKey: TextKey;
  keys: string;
  useOptions: () => PickerOption[];
  onPick: (value: string) => void;
};

function BulkPicker({ labelKey, keys, useOptions, onPick }: PickerProps) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  useCommand({ id: labelKey, labelKey, group: 'change', keys: [keys], run: () => setOpened(true) });
  return (
    <Picker
      label={t(labelKey)}
      useOptions={useOptions}
      onPick={onPick}
      opened={opened}
      onOpenedChange={setOpened}
      position="top-start"
    >
      <Button size="xs" variant="subtle" onClick={() => setOpened(!opened)}>
        {t(labelKey)}
        <Keys keys={keys} />
      </Button>
    </Picker>
  );
}

function BulkTags({ onPick }: { onPick: (tag: string) => void }) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  useCommand({
    id: 'bulk.tags',
    labelKey: 'bulk.tags',
    group: 'change',
    keys: ['t'],
    run: () => setOpened(true),
  });
  return (
    <TagPicker
      opened={opened}
      onOpenedChange={setOpened}
      chosen={[]}
      onPick={onPick}
      position="top-start"
    >
      <Button size="xs" variant="subtle" onClick={() => setOpened(!opened)}>
        {t('bulk.tags')}
        <Keys keys="t" />
      </Button>
    </TagPicker>
  );
}

function useBulkChange(list: ListModel) {
  const t = useT();
  const client = useQueryClient();
  const ids = [...list.selected];
  const { mutate } = useMutation({
    mutationFn: (change: TicketFields) => saveMany(ids, change),
    onSuccess: (job) => {
      const failed = job.results?.filter((result) => result.success === false).length ?? 0;
      if (job.status === 'failed' || failed > 0) {
        toasts.show({
          textKey: 'bulk.failed',
          values: { count: failed || ids.length },
          tone: 'failed',
        });
      } else {
        toasts.show({ textKey: 'bulk.done', values: { count: ids.length } });
        list.clearSelection();
      }
    },
    onError: (error) =>
      toasts.show({
        textKey: 'tickets.notChanged',
        values: { reason: describeError(error, t) },
        tone: 'failed',
      }),
    onSettled: () => refreshTickets(client, ids),
  });
  return mutate;
}
