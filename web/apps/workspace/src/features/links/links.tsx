import type { Conversation, LinkKind, TicketLink } from '@guichet/api';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import properties from '@/features/properties/property-list.module.css';
import { EarlierTickets } from '@/features/requester/earlier-tickets';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import { LinkPicker } from './link-picker';
import { LinkRow } from './link-row';
import classes from './links.module.css';
import { ParentCard } from './parent-card';
import { useLinks } from './use-links';

/** What the ticket has to do with others: what it is a part of, its own parts, what is related, and who asked. */
export function Links({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const navigate = useNavigate();
  const { ticket, links } = conversation;
  const { link, unlink } = useLinks(ticket.id);
  const of = (kind: LinkKind) => links.filter((each) => each.kind === kind);
  const [parent] = of('parent');
  const children = of('child');
  const done = children.filter(({ ticket: child }) => isDone(child)).length;
  const newChild = `/tickets/new?parent=${ticket.id}`;
  const pick = (kind: LinkKind) => <LinkPicker kind={kind} onPick={(other) => link(kind, other)} />;
  return (
    <>
      <section className={properties.section} aria-label={t('links.parent')}>
        <Heading text={t('links.parent')}>{!parent && pick('parent')}</Heading>
        {parent ? (
          <ParentCard parent={parent.ticket} onUnlink={() => unlink('parent', parent.ticket.id)} />
        ) : (
          <p className={classes.none}>{t('links.noParent')}</p>
        )}
      </section>
      <section className={properties.section} aria-label={t('links.children')}>
        <Heading
          text={t('links.children')}
          count={children.length > 0 ? `${done}/${children.length}` : undefined}
        >
          {pick('child')}
          <IconButton size={24} label={t('links.newChild')} onClick={() => void navigate(newChild)}>
            <IconPlus size={14} stroke={1.75} />
          </IconButton>
        </Heading>
        <LinkList links={children} none={t('links.noChildren')} onUnlink={unlink} />
      </section>
      <section className={properties.section} aria-label={t('links.related')}>
        <Heading text={t('links.related')}>{pick('related')}</Heading>
        <LinkList links={of('related')} none={t('links.noRelated')} onUnlink={unlink} />
      </section>
      <EarlierTickets personId={ticket.requester_id} exceptId={ticket.id} />
    </>
  );
}

type HeadingProps = { text: string; count?: string; children: ReactNode };

function Heading({ text, count, children }: HeadingProps) {
  return (
    <h2 className={properties.heading}>
      {text}
      {count && <span className={properties.count}>{count}</span>}
      <span className={properties.space} />
      {children}
    </h2>
  );
}

type ListProps = {
  links: readonly TicketLink[];
  /** Said while there are none. */
  none: string;
  onUnlink: (kind: LinkKind, id: number) => void;
};

function LinkList({ links, none, onUnlink }: ListProps) {
  if (links.length === 0) return <p className={classes.none}>{none}</p>;
  return (
    <ul>
      {links.map(({ kind, ticket }) => (
        <LinkRow key={ticket.id} ticket={ticket} onUnlink={() => onUnlink(kind, ticket.id)} />
      ))}
    </ul>
  );
}

const isDone = ({ status }: TicketLink['ticket']) => status === 'solved' || status === 'closed';
