import type { Conversation, SideConversation, SideEvent } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import composer from '@/features/composer/composer.module.css';
import type { EditorHandle } from '@/features/composer/editor-slot';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { useStore } from '@/shared/store';
import { Delayed, ErrorState, IconButton } from '@/shared/ui';
import { changeSideState, eventsQuery, markSideRead } from './api';
import { answerTo, nameOf } from './people';
import { SideComposer } from './side-composer';
import { EMPTY_SIDE_DRAFT, sideDraftReturns } from './side-draft';
import { SideMessage } from './side-message';
import classes from './side-view.module.css';

type Props = { conversation: Conversation; side: SideConversation; onLeave: () => void };

/** One side conversation, in the place of the ticket's own: its messages, and the way to go on or to close it. */
export function SideView({ conversation, side, onLeave }: Props) {
  const t = useT();
  const ticketId = conversation.ticket.id;
  const [showsImages, setShowsImages] = useState(false);
  const returns = useStore(sideDraftReturns);
  const editor = useRef<EditorHandle | null>(null);
  const list = useQuery(eventsQuery(ticketId, side.id, showsImages));
  useMarkSideRead(conversation, side);
  useCommand({
    id: 'side.back',
    labelKey: 'side.back',
    group: 'move',
    keys: ['Escape'],
    run: onLeave,
  });
  useCommand({
    id: 'ticket.reply',
    labelKey: 'composer.reply',
    group: 'write',
    keys: ['r'],
    run: () => editor.current?.focus(),
  });
  return (
    <section className={classes.view} aria-label={t('side.one')}>
      <SideHead conversation={conversation} side={side} onLeave={onLeave} />
      {list.data ? (
        <Events events={list.data} onShowImages={() => setShowsImages(true)} />
      ) : list.error ? (
        <ErrorState
          title={t('side.failed')}
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : (
        <Delayed>
          <div className={classes.events} />
        </Delayed>
      )}
      {list.data && (
        <div className={classes.dock}>
          <div className={composer.composer}>
            <SideComposer
              // With each message the people whom an answer goes to may be others.
              key={`${side.id}-${list.data.length}-${returns}`}
              conversation={conversation}
              sideId={side.id}
              draftName={side.id}
              start={{ ...EMPTY_SIDE_DRAFT, to: answerTo(list.data) }}
              label={t('side.writeReply')}
              editor={editor}
              onSent={() => undefined}
              onTakenBack={() => undefined}
            />
          </div>
        </div>
      )}
    </section>
  );
}

/** What it is about and with whom; closing it, or opening it again. */
function SideHead({ conversation, side, onLeave }: Props) {
  const t = useT();
  const client = useQueryClient();
  const ticketId = conversation.ticket.id;
  const people = side.participants.map((each) => nameOf(each, t('common.unknownPerson')));
  const isClosed = side.state === 'closed';
  const changing = useMutation({
    mutationFn: () => changeSideState(ticketId, side.id, isClosed ? 'open' : 'closed'),
    onSettled: () => client.invalidateQueries({ queryKey: ['conversation', ticketId] }),
  });
  return (
    <header className={classes.head}>
      <IconButton label={t('side.back')} keys="Escape" onClick={onLeave}>
        <IconArrowLeft size={18} stroke={1.75} />
      </IconButton>
      <div className={classes.titles}>
        <h2 className={classes.subject}>{side.subject}</h2>
        <p className={classes.people} title={people.join(', ')}>
          {people.join(', ')} · {t('side.apart')}
        </p>
      </div>
      <Button size="xs" loading={changing.isPending} onClick={() => changing.mutate()}>
        {t(isClosed ? 'side.reopen' : 'side.close')}
      </Button>
    </header>
  );
}

type EventsProps = { events: readonly SideEvent[]; onShowImages: () => void };

/** Everything that happened, oldest first; opens at the newest. */
function Events({ events, onShowImages }: EventsProps) {
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each new message
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [events.length]);
  return (
    <div ref={scroller} className={classes.events}>
      {events.map((event) =>
        event.message ? (
          <SideMessage
            key={event.id}
            event={event}
            message={event.message}
            onShowImages={onShowImages}
          />
        ) : (
          <p key={event.id} className={classes.change}>
            {t(event.updates.state === 'closed' ? 'side.didClose' : 'side.didReopen', {
              name: nameOf(event.actor, t('common.unknownPerson')),
            })}
          </p>
        ),
      )}
    </div>
  );
}

/** What is open on the screen of someone who looks at it counts as read. */
function useMarkSideRead({ ticket }: Conversation, side: SideConversation) {
  const client = useQueryClient();
  useEffect(() => {
    if (!side.unread) return;
    const read = () => {
      if (document.visibilityState !== 'visible') return;
      markSideRead(ticket.id, side.id)
        .then(() =>
          client.invalidateQueries({ queryKey: ['conversation', ticket.id], exact: true }),
        )
        .catch(() => undefined);
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [client, ticket.id, side.id, side.unread]);
}
