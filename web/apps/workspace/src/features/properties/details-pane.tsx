import type { Conversation, Id } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { conversationQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { loadLater, loadSoon } from '@/shared/load-soon';
import { useScreen } from '@/shared/ui';
import { useDetails } from './details-context';
import classes from './details-pane.module.css';
import { DetailsTabs } from './details-tabs';
import { PropertyList } from './property-list';
import { useDetailsCommands } from './use-details-commands';

const DetailsDrawer = loadLater(async () => (await import('./details-drawer')).DetailsDrawer);
const PersonCard = loadSoon(
  async () => (await import('@/features/requester/person-card')).PersonCard,
);
const Links = loadLater(async () => (await import('@/features/links/links')).Links);

/** About the open ticket: its properties, and who asked. A pane, a drawer, or a phone's sheet. */
export function DetailsPane({ ticketId }: { ticketId: Id }) {
  const t = useT();
  const { hasDetails } = useScreen();
  const details = useDetails();
  const { data: conversation } = useQuery(conversationQuery(ticketId));
  useDetailsCommands(conversation);
  if (hasDetails) {
    return (
      details.isOpen && (
        <aside className={classes.pane} aria-label={t('details.title')} data-pane tabIndex={-1}>
          <DetailsTabs />
          <Body conversation={conversation} />
        </aside>
      )
    );
  }
  return (
    <Suspense>
      <DetailsDrawer>
        <Body conversation={conversation} />
      </DetailsDrawer>
    </Suspense>
  );
}

function Body({ conversation }: { conversation: Conversation | undefined }) {
  const { tab } = useDetails();
  return (
    <div className={classes.body} role="tabpanel" id="details-panel">
      {conversation && tab === 'ticket' && <PropertyList conversation={conversation} />}
      <Suspense>
        {conversation && tab === 'person' && (
          <PersonCard id={conversation.ticket.requester_id} ticketId={conversation.ticket.id} />
        )}
        {conversation && tab === 'related' && (
          <Links key={conversation.ticket.id} conversation={conversation} />
        )}
      </Suspense>
    </div>
  );
}
