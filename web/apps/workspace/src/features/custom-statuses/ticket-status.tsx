import { useT } from '@/i18n/provider';
import { StatusLabel } from '@/shared/ui';
import { type Standing, standingName } from './statuses';
import { useStatuses } from './use-statuses';

type Props = { ticket: Standing; pill?: boolean };

/** Where a ticket stands, by the desk's own name for it: the shape and colour of its category. */
export function TicketStatus({ ticket, pill }: Props) {
  const t = useT();
  const name = standingName(ticket, useStatuses(), t);
  return <StatusLabel status={ticket.status} name={name} pill={pill} />;
}
