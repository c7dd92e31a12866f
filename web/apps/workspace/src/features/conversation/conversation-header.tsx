import type { Conversation, Id } from '@guichet/api';
import { Menu } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconAlarm,
  IconArrowMerge,
  IconChevronLeft,
  IconCircleCheck,
  IconDots,
  IconLayoutSidebarRight,
  IconLink,
  IconMailCode,
  IconMailForward,
  IconMailPlus,
  IconPin,
} from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { TicketStatus } from '@/features/custom-statuses/ticket-status';
import { useKeptTickets } from '@/features/habits/kept-tickets';
import { KeepCommand } from '@/features/habits/work-tabs';
import { MergeCommand } from '@/features/merging/merge-command';
import { useDetails } from '@/features/properties/details-context';
import { FollowUpChip } from '@/features/related/follow-up-chip';
import { RemindCommand } from '@/features/reminders/remind-command';
import { PutAwayCommands, PutAwayItems } from '@/features/set-aside/put-away-commands';
import { askedWriting } from '@/features/side-conversations/asked-writing';
import { SnoozeChip } from '@/features/snooze/snooze-chip';
import { SnoozeMenu } from '@/features/snooze/snooze-menu';
import { useChangeTicket } from '@/features/tickets/use-change-ticket';
import { useT } from '@/i18n/provider';
import { commands, useCommand } from '@/shared/keys';
import { IconButton, Keys, useScreen } from '@/shared/ui';
import classes from './conversation-header.module.css';
import { Presence } from './presence';

type Props = { conversation: Conversation; backTo: string };

/** Subject and number, what can be done with the whole ticket, its status and who else is here. */
export function ConversationHeader({ conversation, backTo }: Props) {
  const t = useT();
  const { isSplit, isPhone, hasDetails } = useScreen();
  const { ticket, can } = conversation;
  const details = useDetails();
  const change = useChangeTicket(ticket.id);
  const canSolve = can.solve && ticket.status !== 'solved';
  const solve = () => change.mutate({ change: { status: 'solved' } });
  useCommand({
    id: 'ticket.solve',
    labelKey: 'conversation.solve',
    group: 'change',
    keys: ['e'],
    when: () => canSolve,
    run: solve,
  });
  const icon = isPhone ? 22 : 18;
  const subject = (
    <h1 className={classes.subject} title={ticket.subject ?? undefined}>
      {ticket.subject || t('common.noSubject')}
    </h1>
  );
  const showsDetailsButton = !hasDetails || !details.isOpen;
  return (
    <>
      <title>{`#${ticket.id} ${ticket.subject ?? ''} · Guichet`}</title>
      <header className={classes.head}>
        {!isSplit && <BackButton to={backTo} />}
        {!isPhone && subject}
        <span className={classes.number}>#{ticket.id}</span>
        <span className={classes.space} />
        {canSolve && (
          <IconButton label={t('conversation.solve')} keys="e" onClick={solve}>
            <IconCircleCheck size={icon} stroke={1.75} />
          </IconButton>
        )}
        <SnoozeMenu conversation={conversation} iconSize={icon} />
        {showsDetailsButton && (
          <IconButton label={t('details.show')} keys="]" onClick={details.toggle}>
            {isPhone ? (
              <IconAdjustmentsHorizontal size={icon} stroke={1.75} />
            ) : (
              <IconLayoutSidebarRight size={icon} stroke={1.75} />
            )}
          </IconButton>
        )}
        <MoreMenu conversation={conversation} iconSize={icon} />
        <RemindCommand ticketId={ticket.id} />
        <MergeCommand conversation={conversation} />
        <KeepCommand ticketId={ticket.id} />
        <PutAwayCommands conversation={conversation} backTo={backTo} />
      </header>
      {isPhone && <div className={classes.phoneSubject}>{subject}</div>}
      <div className={classes.meta}>
        <TicketStatus ticket={ticket} pill />
        <SnoozeChip snooze={conversation.snooze} />
        <FollowUpChip conversation={conversation} />
        <span className={classes.space} />
        <Presence conversation={conversation} />
      </div>
    </>
  );
}

/** Above a ticket that is not there, or not yet: the way back where no list stands beside. */
export function BareHeader({ backTo }: { backTo: string }) {
  const { isSplit } = useScreen();
  return (
    !isSplit && (
      <header className={classes.head}>
        <BackButton to={backTo} />
      </header>
    )
  );
}

function BackButton({ to }: { to: string }) {
  const t = useT();
  const { isPhone } = useScreen();
  const navigate = useNavigate();
  return (
    <IconButton label={t('list.back')} keys="u" onClick={() => void navigate(to)}>
      <IconChevronLeft size={isPhone ? 22 : 18} stroke={1.75} />
    </IconButton>
  );
}

function MoreMenu({ conversation, iconSize }: { conversation: Conversation; iconSize: number }) {
  const t = useT();
  const { ticket, comments, can } = conversation;
  const { isKept } = useKeptTickets();
  const source = comments.findLast((comment) => comment.raw_url)?.raw_url;
  const address = `${window.location.origin}/tickets/${ticket.id}`;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton label={t('conversation.more')}>
          <IconDots size={iconSize} stroke={1.75} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconLink size={16} stroke={1.75} />}
          onClick={() => void navigator.clipboard.writeText(address)}
        >
          {t('conversation.copyLink')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPin size={16} stroke={1.75} />}
          rightSection={<Keys keys="w" />}
          onClick={() => void commands.run('ticket.keep')}
        >
          {t(isKept(ticket.id) ? 'habits.letGo' : 'habits.keep')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconAlarm size={16} stroke={1.75} />}
          rightSection={<Keys keys="Shift+H" />}
          onClick={() => void commands.run('ticket.remind')}
        >
          {t('reminders.remind')}
        </Menu.Item>
        {can.edit && (
          <Menu.Item
            leftSection={<IconArrowMerge size={16} stroke={1.75} />}
            rightSection={<Keys keys="m" />}
            onClick={() => void commands.run('ticket.merge')}
          >
            {t('merging.into')}
          </Menu.Item>
        )}
        {can.note && <WriteItems ticketId={ticket.id} />}
        {source && (
          <Menu.Item
            component="a"
            href={source}
            target="_blank"
            rel="noopener noreferrer"
            leftSection={<IconMailCode size={16} stroke={1.75} />}
          >
            {t('conversation.source')}
          </Menu.Item>
        )}
        <PutAwayItems conversation={conversation} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** What is written to somebody outside, beside the ticket. */
function WriteItems({ ticketId }: { ticketId: Id }) {
  const t = useT();
  const ask = (mode: 'side' | 'forward') => askedWriting.set({ ticketId, mode, commentId: null });
  return (
    <>
      <Menu.Item
        leftSection={<IconMailForward size={16} stroke={1.75} />}
        rightSection={<Keys keys="f" />}
        onClick={() => ask('forward')}
      >
        {t('side.forwardConversation')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconMailPlus size={16} stroke={1.75} />}
        rightSection={<Keys keys="d" />}
        onClick={() => ask('side')}
      >
        {t('side.start')}
      </Menu.Item>
    </>
  );
}
