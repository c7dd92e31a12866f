import { Menu } from '@mantine/core';
import { IconDots, IconMailOff, IconTrash } from '@tabler/icons-react';
import type { Selectable } from '@/features/tickets-list/use-selection';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { IconButton, Keys } from '@/shared/ui';
import { usePutAway } from './use-put-away';

/** Deletes the selected tickets, or marks them as spam. */
export function BulkPutAway({ list }: { list: Selectable }) {
  const t = useT();
  const { mutate } = usePutAway(list.clearSelection);
  const rows = list.rows.filter((row) => list.selected.has(row.ticket.id));
  const ids = rows.map((row) => row.ticket.id);
  const senders = rows.flatMap((row) => row.requester ?? []);
  const areCustomers = senders.every((sender) => sender.role === 'end-user');
  const remove = () => mutate({ ids, isSpam: false });
  const markSpam = () => mutate({ ids, isSpam: true, senders });
  useCommand({
    id: 'bulk.delete',
    labelKey: 'aside.deleteTickets',
    group: 'change',
    keys: ['#'],
    isForSelection: true,
    run: remove,
  });
  useCommand({
    id: 'bulk.spam',
    labelKey: 'aside.markSpam',
    group: 'change',
    keys: ['!'],
    when: () => areCustomers,
    isForSelection: true,
    run: markSpam,
  });
  return (
    <Menu position="top-end">
      <Menu.Target>
        <IconButton label={t('conversation.more')}>
          <IconDots size={16} stroke={1.75} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        {areCustomers && (
          <Menu.Item
            leftSection={<IconMailOff size={16} stroke={1.75} />}
            rightSection={<Keys keys="!" />}
            onClick={markSpam}
          >
            {t('aside.markSpam')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconTrash size={16} stroke={1.75} />}
          rightSection={<Keys keys="#" />}
          onClick={remove}
        >
          {t('aside.deleteTickets')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
