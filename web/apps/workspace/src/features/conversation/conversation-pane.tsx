import { ApiError, type Conversation, type Id } from '@guichet/api';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, Suspense, useEffect } from 'react';
import { Link } from 'react-router';
import { Composer } from '@/features/composer/composer';
import { EarlyComposer } from '@/features/composer/early-composer';
import { MergedBanner } from '@/features/merging/merged-banner';
import { AskedNote } from '@/features/note-history/asked-note';
import { refreshNotifications } from '@/features/notifications/api';
import { Redaction } from '@/features/redaction/redaction';
import { ClosedBanner } from '@/features/related/closed-banner';
import { useOpenSide } from '@/features/side-conversations/use-open-side';
import { AskedSplit } from '@/features/splitting/asked-split';
import { conversationQuery, markRead } from '@/features/tickets/api';
import { patchTicket } from '@/features/tickets/cache';
import { useT } from '@/i18n/provider';
import { loadLater } from '@/shared/load-soon';
import { DockedToast } from '@/shared/toast/docked-toast';
import { ErrorState, useScreen } from '@/shared/ui';
import { ConflictBanner } from './conflict-banner';
import { BareHeader, ConversationHeader } from './conversation-header';
import classes from './conversation-pane.module.css';
import { ConversationSkeleton } from './conversation-skeleton';
import { PhoneReplyBar } from './phone-reply-bar';
import { Thread } from './thread';

const SideView = loadLater(
  async () => (await import('@/features/side-conversations/side-view')).SideView,
);

const READ_AFTER_MS = 250;

type Props = { id: Id; backTo: string; hasToast?: boolean; bar?: ReactNode };

/** One ticket: its subject, everything that was said, and the place to answer. */
export function ConversationPane({ id, backTo, hasToast, bar }: Props) {
  const t = useT();
  const { data, error, refetch } = useQuery(conversationQuery(id));
  return (
    <section className={classes.pane} aria-label={t('conversation.title')} data-pane tabIndex={-1}>
      {bar}
      {!data && <BareHeader backTo={backTo} />}
      {data ? (
        <Loaded key={id} conversation={data} backTo={backTo} hasToast={hasToast} />
      ) : error ? (
        <NotShown id={id} error={error} backTo={backTo} onRetry={() => void refetch()} />
      ) : (
        <>
          <ConversationSkeleton />
          <EarlyComposer key={id} ticketId={id} />
        </>
      )}
    </section>
  );
}

type NotShownProps = { id: Id; error: Error; backTo: string; onRetry: () => void };

/** A ticket that did not load; one that is not there for this reader is not tried again. */
function NotShown({ id, error, backTo, onRetry }: NotShownProps) {
  const t = useT();
  const isMissing = error instanceof ApiError && [403, 404].includes(error.status);
  if (!isMissing) {
    return <ErrorState isPage title={t('conversation.failed')} error={error} onRetry={onRetry} />;
  }
  return (
    <ErrorState
      isPage
      title={t('conversation.missing', { id: String(id) })}
      text={t('conversation.missingText')}
      action={
        <Button component={Link} to={backTo}>
          {t('list.back')}
        </Button>
      }
    />
  );
}

function Loaded({
  conversation,
  backTo,
  hasToast,
}: Omit<Props, 'id' | 'bar'> & { conversation: Conversation }) {
  const { isPhone } = useScreen();
  const { ticket, can } = conversation;
  const { openId, show } = useOpenSide();
  const side = conversation.side_conversations.find((each) => each.id === openId);
  useMarkRead(conversation);
  if (side) {
    return (
      <>
        <ConversationHeader conversation={conversation} backTo={backTo} />
        <Suspense>
          <SideView
            key={side.id}
            conversation={conversation}
            side={side}
            onLeave={() => show(null)}
          />
        </Suspense>
        {hasToast && <DockedToast />}
      </>
    );
  }
  return (
    <>
      <ConversationHeader conversation={conversation} backTo={backTo} />
      <Thread conversation={conversation} />
      <AskedSplit subject={ticket.subject ?? ''} />
      <AskedNote />
      <Redaction conversation={conversation} />
      <ConflictBanner conversation={conversation} />
      <MergedBanner conversation={conversation} />
      <ClosedBanner conversation={conversation} />
      {hasToast && <DockedToast />}
      {(can.reply || can.note) &&
        (isPhone ? (
          <PhoneReplyBar conversation={conversation} />
        ) : (
          <Composer key={ticket.id} conversation={conversation} />
        ))}
    </>
  );
}

/** What is open on the screen of someone who looks at it counts as read. */
function useMarkRead({ ticket, comments }: Conversation) {
  const client = useQueryClient();
  const newest = comments.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new message is read anew
  useEffect(() => {
    const read = () => {
      if (document.visibilityState !== 'visible') return;
      const show = () => patchTicket(client, ticket.id, { unread: false });
      show();
      // Once more afterwards: a list read in between still said unread.
      const done = () => {
        show();
        void refreshNotifications(client);
      };
      markRead(ticket.id).then(done, () => undefined);
    };
    // After the conversation is painted; one that was only passed by stays unread.
    const timer = setTimeout(read, READ_AFTER_MS);
    document.addEventListener('visibilitychange', read);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', read);
    };
  }, [client, ticket.id, newest]);
}
