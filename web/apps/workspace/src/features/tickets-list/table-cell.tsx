import type { FieldValue, Id } from '@guichet/api';
import { Link } from 'react-router';
import { useBrands } from '@/features/brands/use-brands';
import { TicketStatus } from '@/features/custom-statuses/ticket-status';
import { DueChip } from '@/features/due/due-chip';
import { valueText } from '@/features/ticket-fields/value-text';
import { useI18n } from '@/i18n/provider';
import { type Clock, fullTime, shortTime } from '@/shared/time/format';
import { Avatar, ChannelIcon, PriorityIcon } from '@/shared/ui';
import type { Column } from './columns';
import type { Row } from './rows';
import classes from './ticket-table.module.css';

type Props = { column: Column; row: Row; clock: Clock; path: string };

/** What a column says of a ticket. */
export function TableCell({ column, row, clock, path }: Props) {
  const { t, locale } = useI18n();
  const { ticket, requester, assignee, group } = row;
  if (column.field) {
    const value = ticket.custom_fields.find((each) => each.id === column.field?.id)?.value;
    return (
      <td className={classes.dim}>{valueText(column.field, value as FieldValue, locale, t)}</td>
    );
  }
  switch (column.key) {
    case 'status':
      return (
        <td>
          <TicketStatus ticket={ticket} />
        </td>
      );
    case 'number':
      return <td className={classes.number}>{ticket.id}</td>;
    case 'subject':
      return (
        <td className={classes.subject}>
          <Link to={path} data-ticket={ticket.id} onClick={(event) => event.stopPropagation()}>
            {ticket.unread && <span className={classes.hidden}>{t('list.unread')}, </span>}
            {ticket.subject || t('common.noSubject')}
          </Link>
        </td>
      );
    case 'requester':
      return <td>{requester?.name}</td>;
    case 'assignee':
      return (
        <td>
          {assignee ? (
            <span className={classes.person}>
              <Avatar person={assignee} size={20} />
              {assignee.name.split(' ')[0]}
            </span>
          ) : (
            <span className={classes.faint}>{t('common.unassigned')}</span>
          )}
        </td>
      );
    case 'team':
      return <td className={classes.dim}>{group?.name ?? '–'}</td>;
    case 'brand':
      return <BrandCell id={ticket.brand_id} />;
    case 'priority':
      return (
        <td>
          {ticket.priority && (
            <span className={classes.priority}>
              <PriorityIcon priority={ticket.priority} />
              {t(`priority.${ticket.priority}`)}
            </span>
          )}
        </td>
      );
    case 'type':
      return <td className={classes.dim}>{ticket.type && t(`type.${ticket.type}`)}</td>;
    case 'tags':
      return <td className={classes.dim}>{ticket.tags.join(' ')}</td>;
    case 'channel':
      return (
        <td className={classes.channel}>
          <ChannelIcon via={ticket.via.channel} size={14} />
        </td>
      );
    case 'due':
      return <DueCell row={row} clock={clock} />;
    case 'waiting':
      return <TimeCell at={ticket.waiting_since} clock={clock} />;
    case 'created':
      return <TimeCell at={ticket.created_at} clock={clock} />;
    default:
      return <TimeCell at={ticket.updated_at} clock={clock} />;
  }
}

function BrandCell({ id }: { id: Id }) {
  return <td className={classes.dim}>{useBrands().find((brand) => brand.id === id)?.name}</td>;
}

function DueCell({ row: { ticket }, clock }: Pick<Props, 'row' | 'clock'>) {
  const isDone = ticket.status === 'solved' || ticket.status === 'closed';
  return <td>{ticket.due_at && <DueChip due={ticket.due_at} clock={clock} isDone={isDone} />}</td>;
}

function TimeCell({ at, clock }: { at: string | null | undefined; clock: Clock }) {
  const { t } = useI18n();
  return (
    <td className={classes.updated}>
      {at && (
        <time dateTime={at} title={fullTime(at, clock)}>
          {shortTime(at, clock, t('time.yesterday'))}
        </time>
      )}
    </td>
  );
}
