import type { Conversation, Id } from '@guichet/api';
import { Drawer, SegmentedControl } from '@mantine/core';
import { IconChevronRight, IconStack2, IconTicket, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { PersonCard } from '@/features/requester/person-card';
import { conversationQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { loadLater } from '@/shared/load-soon';
import { IconButton, useScreen } from '@/shared/ui';
import { type DetailsTab, useDetails } from './details-context';
import classes from './details-pane.module.css';
import { PropertyList } from './property-list';
import { useDetailsCommands } from './use-details-commands';

const Links = loadLater(async () => (await import('@/features/links/links')).Links);

const TABS = [
  { value: 'ticket', Icon: IconTicket },
  { value: 'person', Icon: IconUser },
  { value: 'related', Icon: IconStack2 },
] as const satisfies { value: DetailsTab; Icon: unknown }[];

/** About the open ticket: its properties, and who asked. A pane, a drawer, or a phone's sheet. */
export function DetailsPane({ ticketId }: { ticketId: Id }) {
  const t = useT();
  const { hasDetails, isPhone } = useScreen();
  const details = useDetails();
  const { data: conversation } = useQuery(conversationQuery(ticketId));
  useDetailsCommands(conversation);
  if (hasDetails) {
    return (
      details.isOpen && (
        <aside className={classes.pane} aria-label={t('details.title')} data-pane tabIndex={-1}>
          <Tabs />
          <Body conversation={conversation} />
        </aside>
      )
    );
  }
  return (
    <Drawer.Root
      opened={details.isOpen}
      onClose={details.toggle}
      position={isPhone ? 'bottom' : 'right'}
      size={isPhone ? 'auto' : 320}
      classNames={{ inner: classes.drawerPlace, content: classes.drawer }}
    >
      <Drawer.Overlay className={classes.scrim} />
      <Drawer.Content aria-label={t('details.title')}>
        <Drawer.Body className={classes.drawerBody}>
          {isPhone ? <PhoneTabs /> : <Tabs />}
          <Body conversation={conversation} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Body({ conversation }: { conversation: Conversation | undefined }) {
  const { tab } = useDetails();
  return (
    <div className={classes.body} role="tabpanel" id="details-panel">
      {conversation && tab === 'ticket' && <PropertyList conversation={conversation} />}
      {conversation && tab === 'person' && (
        <PersonCard id={conversation.ticket.requester_id} ticketId={conversation.ticket.id} />
      )}
      {conversation && tab === 'related' && (
        <Suspense>
          <Links key={conversation.ticket.id} conversation={conversation} />
        </Suspense>
      )}
    </div>
  );
}

function Tabs() {
  const t = useT();
  const { tab, showTab, toggle } = useDetails();
  return (
    <div className={classes.head}>
      <div role="tablist" aria-label={t('details.title')} className={classes.tabs}>
        {TABS.map(({ value, Icon }) => (
          <button
            key={value}
            type="button"
            role="tab"
            aria-selected={tab === value}
            aria-controls="details-panel"
            aria-label={t(`details.${value}`)}
            title={t(`details.${value}`)}
            className={classes.tab}
            onClick={() => showTab(value)}
          >
            <Icon size={18} stroke={1.75} aria-hidden="true" />
            {tab === value && t(`details.${value}`)}
          </button>
        ))}
      </div>
      <IconButton label={t('details.hide')} keys="]" onClick={toggle}>
        <IconChevronRight size={16} stroke={1.75} />
      </IconButton>
    </div>
  );
}

function PhoneTabs() {
  const t = useT();
  const { tab, showTab } = useDetails();
  return (
    <div className={classes.phoneHead}>
      <h2>{t(`details.${tab}`)}</h2>
      <SegmentedControl
        aria-label={t('details.title')}
        value={tab}
        onChange={(value) => showTab(value as DetailsTab)}
        data={TABS.map(({ value, Icon }) => ({
          value,
          label: <Icon size={18} stroke={1.75} role="img" aria-label={t(`details.${value}`)} />,
        }))}
      />
    </div>
  );
}
