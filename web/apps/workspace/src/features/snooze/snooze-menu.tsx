import type { Conversation } from '@guichet/api';
import { Menu } from '@mantine/core';
import { IconAlarmSnooze, IconMessageReply, IconSunrise } from '@tabler/icons-react';
import { useState } from 'react';
import { PickTimeDialog } from '@/features/timing/pick-time';
import { TimeItems } from '@/features/timing/time-items';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { IconButton } from '@/shared/ui';
import { useSnooze } from './use-snooze';

type Props = { conversation: Conversation; iconSize: number };

/** Puts the open ticket away for a while, by button, key and palette. */
export function SnoozeMenu({ conversation: { ticket, snooze, can }, iconSize }: Props) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const [isPicking, setPicking] = useState(false);
  const { putAway, bringBack } = useSnooze(ticket.id, snooze);
  const isOffered = can.edit && ticket.status !== 'solved';
  useCommand({
    id: 'ticket.snooze',
    labelKey: 'snooze.snooze',
    group: 'change',
    keys: ['h'],
    when: () => isOffered,
    run: () => setOpen(true),
  });
  if (!isOffered) return null;
  return (
    <>
      <Menu position="bottom-end" width={260} opened={isOpen} onChange={setOpen}>
        <Menu.Target>
          <IconButton label={t('snooze.snooze')} keys="h">
            <IconAlarmSnooze size={iconSize} stroke={1.75} />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          <TimeItems onChoose={putAway} onPick={() => setPicking(true)} />
          <Menu.Item
            leftSection={<IconMessageReply size={16} stroke={1.75} />}
            onClick={() => putAway(null)}
          >
            {t('snooze.untilReply')}
          </Menu.Item>
          {snooze && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconSunrise size={16} stroke={1.75} />} onClick={bringBack}>
                {t('snooze.bringBack')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {isPicking && (
        <PickTimeDialog
          title={t('snooze.snooze')}
          action={t('snooze.putAway')}
          onClose={() => setPicking(false)}
          onChoose={putAway}
        />
      )}
    </>
  );
}
