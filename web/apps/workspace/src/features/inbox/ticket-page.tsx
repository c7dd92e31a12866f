import { useNavigate, useParams } from 'react-router';
import { useCommand } from '@/shared/keys';
import { TicketPanes } from './ticket-panes';

/** A ticket by itself, reached by its address, a search or a person's page. */
export function TicketPage() {
  const { ticketId } = useParams();
  const navigate = useNavigate();
  useCommand({
    id: 'list.back',
    labelKey: 'list.back',
    group: 'move',
    keys: ['u', 'Escape'],
    run: () => void navigate('/'),
  });
  return <TicketPanes id={Number(ticketId)} backTo="/" hasToast />;
}
