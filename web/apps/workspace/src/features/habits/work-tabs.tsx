import type { Id, Ticket } from '@guichet/api';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { IconButton, StatusIcon } from '@/shared/ui';
import classes from './habits.module.css';
import { keptTicketsQuery, useKeptTickets } from './kept-tickets';

/** Above the sheet's panes: the tickets that stay open until they are closed. */
export function WorkTabs() {
  const t = useT();
  const { ticketId } = useParams();
  const { ids, letGo } = useKeptTickets();
  const { data: tickets = [] } = useQuery(keptTicketsQuery(ids));
  const shown = tickets.filter((ticket) => ids.includes(ticket.id));
  if (shown.length === 0) return null;
  return (
    <nav className={classes.tabs} aria-label={t('habits.tabs')}>
      <ul>
        {shown.map((ticket, index) => (
          <WorkTab
            key={ticket.id}
            ticket={ticket}
            place={index + 1}
            isCurrent={String(ticket.id) === ticketId}
            onClose={() => letGo(ticket.id)}
          />
        ))}
      </ul>
    </nav>
  );
}

type TabProps = { ticket: Ticket; place: number; isCurrent: boolean; onClose: () => void };

function WorkTab({ ticket, place, isCurrent, onClose }: TabProps) {
  const t = useT();
  const navigate = useNavigate();
  const path = `/tickets/${ticket.id}`;
  useCommand({
    id: `tab.${place}`,
    labelKey: 'habits.goToTab',
    group: 'go',
    keys: place < 10 ? [`g ${place}`] : [],
    run: () => void navigate(path),
  });
  return (
    <li className={classes.tab} data-current={isCurrent || undefined}>
      <Link to={path} aria-current={isCurrent ? 'page' : undefined} title={ticket.subject ?? ''}>
        <StatusIcon status={ticket.status} size={13} />
        <span className={classes.tabText}>{ticket.subject || t('common.noSubject')}</span>
      </Link>
      <IconButton
        size={20}
        label={t('habits.closeTab', { id: String(ticket.id) })}
        onClick={onClose}
      >
        <IconX size={12} stroke={2} />
      </IconButton>
    </li>
  );
}

/** Keeps the open ticket as a tab, or lets it go. */
export function KeepCommand({ ticketId }: { ticketId: Id }) {
  const { isKept, keep, letGo } = useKeptTickets();
  useCommand({
    id: 'ticket.keep',
    labelKey: isKept(ticketId) ? 'habits.letGo' : 'habits.keep',
    group: 'move',
    keys: ['w'],
    run: () => (isKept(ticketId) ? letGo(ticketId) : keep(ticketId)),
  });
  return null;
}
