import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { type NamedStatus, statusName } from '@/features/custom-statuses/statuses';
import { AfterSendingItems } from '@/features/habits/after-sending-items';
import { GIVEN_STATUSES } from '@/features/tickets/given-statuses';
import { PickTimeDialog } from '@/features/timing/pick-time';
import { TimeItems } from '@/features/timing/time-items';
import { useT } from '@/i18n/provider';
import { Keys, StatusIcon } from '@/shared/ui';
import classes from './send-button.module.css';

type Props = {
  status: NamedStatus;
  /** Everything a message can leave with, in the order of the menu. */
  choices: readonly NamedStatus[];
  isDisabled: boolean;
  /** Short on a phone, where the status stands elsewhere. */
  isShort?: boolean;
  onSend: (status: NamedStatus) => void;
  /** Sends later, with the status on the button. */
  onSchedule: (at: Date) => void;
};

/** Sends with the remembered status, or with another one from the menu. */
export function SendButton(props: Props) {
  const { status, choices, isDisabled, isShort = false, onSend, onSchedule } = props;
  const t = useT();
  const [isPicking, setPicking] = useState(false);
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
              <StatusIcon status={status.status_category} size={13} />
              <span className={classes.name}>{statusName(status, t)}</span>
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
        <Choices status={status} choices={choices} onSend={onSend}>
          <Menu.Divider />
          <Menu.Label>{t('scheduling.later')}</Menu.Label>
          <TimeItems onChoose={onSchedule} onPick={() => setPicking(true)} />
        </Choices>
      </Menu>
      {isPicking && (
        <PickTimeDialog
          title={t('scheduling.later')}
          action={t('scheduling.schedule')}
          onClose={() => setPicking(false)}
          onChoose={onSchedule}
        />
      )}
    </span>
  );
}

type ChoicesProps = Pick<Props, 'status' | 'choices' | 'onSend'> & { children: ReactNode };

/** The menu; where a desk named statuses, digits choose the first nine. */
function Choices({ status, choices, onSend, children }: ChoicesProps) {
  const t = useT();
  const hasDigits = choices.length > GIVEN_STATUSES.length;
  function choose({ key }: KeyboardEvent) {
    const choice = hasDigits && /^[1-9]$/.test(key) && choices[Number(key) - 1];
    if (choice) onSend(choice);
  }
  const keysOf = (choice: NamedStatus, index: number) => {
    if (choice.id === status.id) return 'Mod+Enter';
    if (choice.status_category === 'solved' && choice.default) return 'Mod+Shift+Enter';
    return hasDigits && index < 9 ? String(index + 1) : null;
  };
  return (
    <Menu.Dropdown className={classes.choices} onKeyDown={choose}>
      {choices.map((choice, index) => {
        const keys = keysOf(choice, index);
        const staysOpen = choice.status_category === 'open' && choice.default;
        return (
          <Menu.Item
            key={choice.id}
            leftSection={<StatusIcon status={choice.status_category} />}
            rightSection={
              keys && (
                <span className={classes.keys}>
                  <Keys keys={keys} />
                </span>
              )
            }
            onClick={() => onSend(choice)}
          >
            {t(staysOpen ? 'composer.sendKeepOpen' : 'composer.sendWith', {
              status: statusName(choice, t),
            })}
          </Menu.Item>
        );
      })}
      {children}
      <AfterSendingItems />
    </Menu.Dropdown>
  );
}
