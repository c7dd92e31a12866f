import type { Ticket } from '@guichet/api';
import { givenTo, settingOf, standingOf } from '@/features/custom-statuses/statuses';
import { TicketStatus } from '@/features/custom-statuses/ticket-status';
import { useStatuses } from '@/features/custom-statuses/use-statuses';
import type { TicketFields } from '@/features/tickets/api';
import { statusOptions } from '@/features/tickets/options';
import { useT } from '@/i18n/provider';
import { Property } from './property';

type Props = { ticket: Ticket; isReadOnly: boolean; onChange: (fields: TicketFields) => void };

/** Where the ticket stands, and where it can go from there. */
export function StatusProperty({ ticket, isReadOnly, onChange }: Props) {
  const t = useT();
  const statuses = useStatuses();
  const given = givenTo(statuses, ticket.status);
  return (
    <Property
      name="status"
      label={t('details.status')}
      isReadOnly={isReadOnly}
      useOptions={() => statusOptions(given, t)}
      chosen={[String(standingOf(ticket, statuses)?.id)]}
      onPick={(value) => {
        const picked = given.find((status) => status.id === Number(value));
        if (picked) onChange(settingOf(picked));
      }}
    >
      <TicketStatus ticket={ticket} />
    </Property>
  );
}
