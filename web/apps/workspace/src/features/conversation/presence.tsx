import type { Conversation, PresentPerson, User } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { useLive } from '@/features/live/live-provider';
import { useMe } from '@/features/session/use-session';
import { agentsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { Avatar } from '@/shared/ui';
import classes from './presence.module.css';

type Present = PresentPerson & { user: User };

/** The colleagues who have this ticket open, without the reader. */
function useOthers({ ticket, users }: Conversation): Present[] {
  const me = useMe();
  const { peopleOn } = useLive();
  // Who only looks has no part in the conversation yet.
  const { data: agents = [] } = useQuery(agentsQuery);
  return peopleOn(ticket.id)
    .filter((person) => person.user_id !== me.id)
    .flatMap((person) => {
      const user = [...users, ...agents].find((each) => each.id === person.user_id);
      return user ? [{ ...person, user }] : [];
    });
}

const firstName = (user: User) => user.name.split(' ')[0] ?? user.name;

/** In the header: who else is looking. */
export function Presence({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const others = useOthers(conversation);
  const [first] = others;
  if (!first) return null;
  const text =
    others.length === 1
      ? t('presence.viewing', { name: firstName(first.user) })
      : t('presence.severalViewing', { name: firstName(first.user), count: others.length - 1 });
  return (
    <span className={classes.viewing}>
      {others.slice(0, 3).map(({ user }) => (
        <Avatar key={user.id} person={user} size={20} />
      ))}
      {text}
    </span>
  );
}

/** Above the composer: a colleague is answering already. */
export function WritingBanner({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const writer = useOthers(conversation).find(({ state }) => state !== 'viewing');
  if (!writer) return null;
  const key = writer.state === 'replying' ? 'presence.replying' : 'presence.noting';
  return (
    <div className={classes.writing} role="status">
      <Avatar person={writer.user} size={20} />
      {t(key, { name: firstName(writer.user) })}
    </div>
  );
}
