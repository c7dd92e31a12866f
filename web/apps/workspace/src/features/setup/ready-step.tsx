import { Button } from '@mantine/core';
import {
  IconChevronRight,
  IconMail,
  IconPlugConnected,
  IconUserCircle,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { Link, useNavigate } from 'react-router';
import { useClock, useMe } from '@/features/session/use-session';
import { mailboxesQuery } from '@/features/settings/mailboxes/api';
import { invitationsQuery } from '@/features/settings/people/api';
import { OutsideHead } from '@/features/sign-in/outside-page';
import { groupsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { shortTime } from '@/shared/time/format';
import { Keys, StatusIcon } from '@/shared/ui';
import { type FirstTicket, firstTicketQuery } from './api';
import classes from './setup.module.css';
import { StepActions } from './step-actions';
import { forgetStep } from './steps';

/** Step 4: what is set up, and the way in. */
export function ReadyStep() {
  const t = useT();
  const navigate = useNavigate();
  const { data: first } = useQuery(firstTicketQuery);
  const open = (path: string) => {
    forgetStep();
    void navigate(path);
  };
  useCommand({
    id: 'setup.open',
    labelKey: 'setup.ready.open',
    group: 'go',
    keys: ['g m'],
    run: () => open('/'),
  });
  return (
    <>
      <OutsideHead title={t('setup.ready.title')}>
        <span role="status">{t(first ? 'setup.ready.arrived' : 'setup.ready.nobodyYet')}</span>
      </OutsideHead>
      {first && <FirstTicketLink first={first} />}
      <WhatIsSetUp />
      <StepActions back="team">
        <Button size="lg" variant="filled" onClick={() => open('/')}>
          {t('setup.ready.open')}
          <Keys keys="g m" />
        </Button>
      </StepActions>
    </>
  );
}

function FirstTicketLink({ first: { ticket, requester } }: { first: FirstTicket }) {
  const t = useT();
  const clock = useClock();
  return (
    <Link to={`/tickets/${ticket.id}`} className={classes.ticket} onClick={forgetStep}>
      <StatusIcon status={ticket.status} />
      <span>
        <span className={classes.line}>
          <span className={classes.who}>{requester?.name ?? t('common.unknownPerson')}</span>
          <time dateTime={ticket.created_at}>
            {shortTime(ticket.created_at, clock, t('time.yesterday'))}
          </time>
        </span>
        <span className={classes.line}>
          <span className={classes.subject}>{ticket.subject || t('common.noSubject')}</span>
        </span>
        <span className={classes.line}>
          <span>{ticket.preview}</span>
          <span>#{ticket.id}</span>
        </span>
      </span>
    </Link>
  );
}

/** Account, mailbox, team and programs, each with the page where it is changed. */
function WhatIsSetUp() {
  const t = useT();
  const me = useMe();
  const { data: mailboxes = [] } = useQuery(mailboxesQuery);
  const { data: invitations = [] } = useQuery(invitationsQuery);
  const { data: groups = [] } = useQuery(groupsQuery);
  const addresses = mailboxes.map((mailbox) => mailbox.address).join(', ');
  const team = [
    t('setup.ready.invited', { count: invitations.length }),
    t('setup.ready.groups', { count: groups.length }),
  ].join(' · ');
  return (
    <ul className={classes.card}>
      <Row to="/settings/profile" Icon={IconUserCircle} title={me.name}>
        {me.email}
      </Row>
      <Row to="/settings/mailboxes" Icon={IconMail} title={addresses || t('setup.ready.noMailbox')}>
        {t(addresses ? 'setup.ready.mailboxOn' : 'setup.ready.mailboxLater')}
      </Row>
      <Row to="/settings/people" Icon={IconUsersGroup} title={t('setup.ready.team')}>
        {team}
      </Row>
      <Row to="/settings/tokens" Icon={IconPlugConnected} title={t('setup.ready.tokens')}>
        {t('setup.ready.tokensText')}
      </Row>
    </ul>
  );
}

type RowProps = {
  to: string;
  Icon: ComponentType<{ size: number; stroke: number; 'aria-hidden'?: 'true' }>;
  title: string;
  children: string | null;
};

function Row({ to, Icon, title, children }: RowProps) {
  return (
    <li>
      <Link to={to} className={classes.row}>
        <Icon size={20} stroke={1.75} aria-hidden="true" />
        <span className={classes.rowText}>
          <b>{title}</b>
          <br />
          <span className={classes.faint}>{children}</span>
        </span>
        <IconChevronRight size={16} stroke={1.75} aria-hidden="true" />
      </Link>
    </li>
  );
}
