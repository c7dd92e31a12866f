import type { Id } from '@guichet/api';
import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useT, WithAllTexts } from '@/i18n/provider';
import { type Sender, senderQuery } from './api';
import classes from './senders.module.css';

type Props = {
  ticketId: Id;
  /** What was chosen here; null for what the ticket has. */
  chosen: string | null;
  onChange: (address: string) => void;
};

/** From which address an answer leaves; a menu where there are several. */
export function FromField({ ticketId, chosen, onChange }: Props) {
  const { data: sender } = useQuery(senderQuery(ticketId));
  if (!sender) return null;
  // What was chosen may have been of another brand.
  const isOffered = sender.addresses.some((each) => each.address === chosen);
  const address = chosen && isOffered ? chosen : sender.address;
  const others = sender.addresses.filter((each) => each.address !== address);
  return (
    <WithAllTexts>
      {others.length > 0 ? (
        <FromMenu sender={sender} address={address} onChange={onChange} />
      ) : (
        <FixedFrom sender={sender} />
      )}
    </WithAllTexts>
  );
}

function FixedFrom({ sender }: { sender: Sender }) {
  const t = useT();
  return (
    <span className={`${classes.from} ${classes.fixed}`} title={sender.name}>
      {t('senders.from')} <b>{sender.address}</b>
    </span>
  );
}

type MenuProps = { sender: Sender; address: string; onChange: (address: string) => void };

function FromMenu({ sender, address, onChange }: MenuProps) {
  const t = useT();
  return (
    <span className={classes.from}>
      {t('senders.from')}
      <Menu position="top-start">
        <Menu.Target>
          <Button
            size="xs"
            variant="subtle"
            className={classes.chosen}
            aria-label={`${t('senders.choose')}, ${address}`}
            rightSection={<IconChevronDown size={12} stroke={1.75} aria-hidden="true" />}
          >
            {address}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('senders.choose')}</Menu.Label>
          {sender.addresses.map((each) => (
            <Menu.Item
              key={each.address}
              onClick={() => onChange(each.address)}
              rightSection={
                each.address === address && (
                  <IconCheck size={16} stroke={1.75} aria-label={t('senders.chosen')} />
                )
              }
            >
              {each.address}
              {each.name && <span className={classes.name}>{each.name}</span>}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
