import type { Priority } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { BulkButtons } from '@/features/bulk-changes/bulk-buttons';
import { useBulkChange } from '@/features/bulk-changes/use-bulk-change';
import { BulkMerge } from '@/features/merging/bulk-merge';
import { BulkPutAway } from '@/features/set-aside/bulk-put-away';
import type { TicketFields } from '@/features/tickets/api';
import {
  pickedId,
  useAssigneeOptions,
  usePriorityOptions,
  useStatusOptions,
  useStatusPick,
} from '@/features/tickets/options';
import { TagPicker } from '@/features/tickets/tag-picker';
import { useT } from '@/i18n/provider';
import type { TextKey } from '@/i18n/texts';
import { useCommand } from '@/shared/keys';
import { IconButton, Keys, Picker, type PickerOption } from '@/shared/ui';
import classes from './bulk-bar.module.css';
import type { Selectable } from './use-selection';

type Props = {
  list: Selectable;
  /** How many tickets the list has, as far as is known. */
  total: number | undefined;
};

/** Changes all selected tickets at once, with the letters that change one. */
export function BulkBar({ list, total = 0 }: Props) {
  const t = useT();
  const changing = useBulkChange(list);
  const statusPick = useStatusPick();
  const change = (ticket: TicketFields) => changing.mutate({ ticket });
  const inList = Math.max(list.rows.length, total);
  const count = list.isEverything ? inList : list.selected.size;
  const kind = 'query' in list.listOf ? 'search' : 'view';
  const areAllShown = list.selected.size === list.rows.length;
  useCommand({
    id: 'bulk.clear',
    labelKey: 'bulk.clear',
    group: 'move',
    keys: ['Escape'],
    isForSelection: true,
    run: list.clearSelection,
  });
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('bulk.title')}>
      <span className={classes.count}>
        {t(list.isEverything ? `bulk.everything.${kind}` : 'bulk.selected', { count })}
      </span>
      {!areAllShown && (
        <Button size="xs" variant="subtle" c="var(--g-accent)" onClick={list.selectAll}>
          {t('bulk.selectAll', { count: list.rows.length })}
        </Button>
      )}
      {areAllShown && !list.isEverything && inList > list.rows.length && (
        <Button size="xs" variant="subtle" c="var(--g-accent)" onClick={list.selectEverything}>
          {t(`bulk.selectMatching.${kind}`, { count: inList })}
        </Button>
      )}
      <span className={classes.rule} />
      <div className={classes.actions}>
        <BulkButtons list={list} count={count} />
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
          onPick={(value) => change(statusPick(value))}
        />
        <BulkPicker
          labelKey="bulk.priority"
          keys="p"
          useOptions={usePriorityOptions}
          onPick={(value) => change({ priority: value as Priority })}
        />
        <BulkTags onPick={(tag) => change({ additional_tags: [tag] })} />
        {!list.isEverything && <BulkMerge list={list} />}
        {!list.isEverything && <BulkPutAway list={list} />}
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
  useCommand({
    id: labelKey,
    labelKey,
    group: 'change',
    keys: [keys],
    isForSelection: true,
    run: () => setOpened(true),
  });
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
    isForSelection: true,
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
