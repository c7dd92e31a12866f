import { api, type Conversation } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { ScheduledReplies } from '@/features/scheduling/scheduled-replies';
import { useMe } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { ChangeLine } from './change-line';
import { Message } from './message';
import classes from './thread.module.css';
import { threadItems } from './thread-items';
import { useMessageCommands } from './use-message-commands';

const NEAR_BOTTOM_PX = 80;

/** Everything that happened, oldest first; opens at the newest message. */
export function Thread({ conversation }: { conversation: Conversation }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { comments, audits, groups } = conversation;
  const users = useMemo(
    () => new Map(conversation.users.map((user) => [user.id, user])),
    [conversation.users],
  );
  const items = useMemo(() => threadItems(comments, audits, users), [comments, audits, users]);
  const images = useImages(conversation);
  const wantedId = useWantedComment(scroller);
  useStayAtBottom(scroller, items);
  useAnnounceMessages(conversation);
  useMessageCommands(scroller);
  return (
    <div ref={scroller} className={classes.thread}>
      {items.map((item) =>
        item.kind === 'message' ? (
          <Message
            // One that is folded already stands there anew when it is asked for.
            key={item.comment.id === wantedId ? `${item.key} wanted` : item.key}
            comment={images.withImages(item.comment)}
            author={users.get(item.comment.author_id)}
            startsFolded={item.isFolded}
            isWanted={item.comment.id === wantedId}
            isFromElsewhere={item.comment.ticket_id !== conversation.ticket.id}
            forwardsOn={conversation.can.note ? conversation.ticket.id : null}
            onShowImages={images.show}
          />
        ) : (
          <ChangeLine
            key={item.key}
            changes={item.changes}
            at={item.at}
            names={{ users, groups }}
          />
        ),
      )}
      <ScheduledReplies conversation={conversation} />
    </div>
  );
}

/** The comment that the address names, such as by a notification; shown in the middle once. */
function useWantedComment(scroller: RefObject<HTMLDivElement | null>): number | null {
  const [parameters] = useSearchParams();
  const wanted = Number(parameters.get('comment')) || null;
  useEffect(() => {
    if (wanted === null) return;
    const message = scroller.current?.querySelector<HTMLElement>('[data-wanted]');
    message?.scrollIntoView({ block: 'center' });
    message?.focus({ preventScroll: true });
  }, [wanted, scroller]);
  return wanted;
}

/** Remote pictures stay hidden until asked for; then the messages are read again with them. */
function useImages({ ticket, comments }: Conversation) {
  const [isAsked, setAsked] = useState(false);
  const newest = comments.at(-1)?.id;
  const { data } = useQuery({
    queryKey: ['conversation', ticket.id, 'with-images', newest],
    queryFn: () => api.get<Conversation>(`/tickets/${ticket.id}/conversation`, { images: 1 }),
    enabled: isAsked,
  });
  return {
    show: () => setAsked(true),
    withImages: (comment: Conversation['comments'][number]) =>
      data?.comments.find((each) => each.id === comment.id) ?? comment,
  };
}

/** Opens at the end, and follows what is added or loaded unless the reader has scrolled up. */
function useStayAtBottom(scroller: RefObject<HTMLDivElement | null>, items: unknown) {
  const wasNearBottom = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each new message, and for each that changed
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && wasNearBottom.current) element.scrollTop = element.scrollHeight;
  }, [items, scroller]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const remember = () => {
      const left = element.scrollHeight - element.scrollTop - element.clientHeight;
      wasNearBottom.current = left < NEAR_BOTTOM_PX;
    };
    const keep = () => {
      if (wasNearBottom.current) element.scrollTop = element.scrollHeight;
    };
    const resized = new ResizeObserver(keep);
    resized.observe(element);
    // Pictures take their room once they have loaded; their events do not bubble.
    element.addEventListener('load', keep, true);
    element.addEventListener('scroll', remember, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('load', keep, true);
      element.removeEventListener('scroll', remember);
    };
  }, [scroller]);
}

/** Tells screen readers politely about messages that arrive while the ticket is open. */
function useAnnounceMessages({ comments, users }: Conversation) {
  const t = useT();
  const me = useMe();
  const newest = comments.at(-1);
  const known = useRef(newest?.id);
  useEffect(() => {
    if (!newest || newest.id === known.current) return;
    known.current = newest.id;
    const announcer = document.getElementById('announcer');
    const author = users.find((user) => user.id === newest.author_id);
    if (announcer && author && author.id !== me.id) {
      announcer.textContent = t('conversation.newMessage', { name: author.name });
    }
  }, [newest, users, me.id, t]);
}
