import type { Conversation } from '@guichet/api';
import { Menu } from '@mantine/core';
import { IconMailOff, IconTrash } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { useT } from '@/i18n/provider';
import { commands, useCommand } from '@/shared/keys';
import { Keys } from '@/shared/ui';
import { usePutAway } from './use-put-away';

type Props = { conversation: Conversation; backTo: string };

/** Offers to delete the open ticket or mark it as spam, by key, palette and menu. */
export function PutAwayCommands({ conversation, backTo }: Props) {
  const navigate = useNavigate();
  const putAway = usePutAway(() => void navigate(backTo));
  const { ticket, users, can } = conversation;
  const senders = users.filter((user) => user.id === ticket.requester_id);
  useCommand({
    id: 'ticket.delete',
    labelKey: 'aside.deleteTicket',
    group: 'change',
    keys: ['#'],
    when: () => can.delete,
    run: () => putAway.mutate({ ids: [ticket.id], isSpam: false }),
  });
  useCommand({
    id: 'ticket.spam',
    labelKey: 'aside.markSpam',
    group: 'change',
    keys: ['!'],
    when: () => canBeSpam(conversation),
    run: () => putAway.mutate({ ids: [ticket.id], isSpam: true, senders }),
  });
  return null;
}

/** The same two in the ticket's menu. */
export function PutAwayItems({ conversation }: { conversation: Conversation }) {
  const t = useT();
  if (!conversation.can.delete) return null;
  return (
    <>
      <Menu.Divider />
      {canBeSpam(conversation) && (
        <Menu.Item
          leftSection={<IconMailOff size={16} stroke={1.75} />}
          rightSection={<Keys keys="!" />}
          onClick={() => void commands.run('ticket.spam')}
        >
          {t('aside.markSpam')}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconTrash size={16} stroke={1.75} />}
        rightSection={<Keys keys="#" />}
        onClick={() => void commands.run('ticket.delete')}
      >
        {t('aside.deleteTicket')}
      </Menu.Item>
    </>
  );
}

function canBeSpam({ ticket, users, can }: Conversation): boolean {
  const requester = users.find((user) => user.id === ticket.requester_id);
  return can.delete && requester?.role === 'end-user';
}
