import type { Status } from '@guichet/api';
import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { AfterSendingItems } from '@/features/habits/after-sending-items';
import { useT } from '@/i18n/provider';
import { Keys, StatusIcon } from '@/shared/ui';
import classes from './send-button.module.css';

export type SendStatus = Extract<Status, 'open' | 'pending' | 'hold' | 'solved'>;

const CHOICES: SendStatus[] = ['pending', 'solved', 'open', 'hold'];

/** Whether a message can leave with a status. */
export function isSendStatus(status: Status | undefined): status is SendStatus {
  return CHOICES.some((choice) => choice === status);
}

type Props = {
  status: SendStatus;
  isDisabled: boolean;
  /** Short on a phone, where the status stands elsewhere. */
  isShort?: boolean;
  onSend: (status: SendStatus) => void;
};

/** Sends with the remembered status, or with another one from the menu. */
export function SendButton({ status, isDisabled, isShort = false, onSend }: Props) {
  const t = useT();
  const shortcut = (choice: SendStatus) => {
    if (choice === status) return 'Mod+Enter';
    return choice === 'solved' ? 'Mod+Shift+Enter' : null;
  };
  return (
    <span className={classes.split}>
      <Button
        variant="filled"
        className={classes.main}
        disabled={isDisabled}
        onClick={() => onSend(status)}
      >
        {isShort ? (
          t('composer.send')
        ) : (
          <>
            {t('composer.sendAs')}
            <span className={classes.status}>
              <StatusIcon status={status} size={13} />
              {t(`status.${status}`)}
            </span>
          </>
        )}
      </Button>
      <Menu position="top-end" width={260}>
        <Menu.Target>
          <Button
            variant="filled"
            className={classes.more}
            disabled={isDisabled}
            aria-label={t('composer.sendOptions')}
          >
            <IconChevronDown size={14} stroke={1.75} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {CHOICES.map((choice) => {
            const keys = shortcut(choice);
            return (
              <Menu.Item
                key={choice}
                leftSection={<StatusIcon status={choice} />}
                rightSection={
                  keys && (
                    <span className={classes.keys}>
                      <Keys keys={keys} />
                    </span>
                  )
                }
                onClick={() => onSend(choice)}
              >
                {t(choice === 'open' ? 'composer.sendKeepOpen' : 'composer.sendWith', {
                  status: t(`status.${choice}`),
                })}
              </Menu.Item>
            );
          })}
          <AfterSendingItems />
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
