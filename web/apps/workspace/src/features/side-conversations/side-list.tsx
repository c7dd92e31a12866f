import type { Conversation, SideConversation } from '@guichet/api';
import { IconMail, IconMailCheck, IconMailForward, IconPlus } from '@tabler/icons-react';
import { useDetails } from '@/features/properties/details-context';
import properties from '@/features/properties/property-list.module.css';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { messageTime } from '@/shared/time/format';
import { IconButton, useScreen } from '@/shared/ui';
import { askedWriting } from './asked-writing';
import classes from './side-list.module.css';
import { useOpenSide } from './use-open-side';

/** The ticket's side conversations with where each stands, and the way to another. */
export function SideList({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const { hasDetails } = useScreen();
  const details = useDetails();
  const { openId, show } = useOpenSide();
  const { ticket, can, side_conversations: sides } = conversation;
  /** A drawer lies over the place where it shows. */
  const makeWay = () => {
    if (!hasDetails) details.toggle();
  };
  function start() {
    show(null);
    askedWriting.set({ ticketId: ticket.id, mode: 'side', commentId: null });
    makeWay();
  }
  if (sides.length === 0 && !can.note) return null;
  return (
    <section className={properties.section}>
      <h2 className={properties.heading}>
        {t('side.title')}
        {can.note && (
          <IconButton size={24} label={t('side.start')} keys="d" onClick={start}>
            <IconPlus size={14} stroke={1.75} />
          </IconButton>
        )}
      </h2>
      {sides.length === 0 && <p className={classes.none}>{t('side.none')}</p>}
      <ul>
        {sides.map((side) => (
          <li key={side.id}>
            <button
              type="button"
              className={classes.side}
              data-unread={side.unread || undefined}
              aria-current={side.id === openId || undefined}
              onClick={() => {
                show(side.id);
                makeWay();
              }}
            >
              <SideIcon side={side} />
              <span className={classes.words}>
                <span className={classes.subject}>{side.subject}</span>
                <SideStanding side={side} />
              </span>
              {side.unread && (
                <span className={classes.dot} role="img" aria-label={t('side.new')} />
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SideIcon({ side }: { side: SideConversation }) {
  const Icon =
    side.state === 'closed' ? IconMailCheck : side.answered_at ? IconMail : IconMailForward;
  return <Icon size={16} stroke={1.75} aria-hidden="true" />;
}

/** Closed, answered, or waiting for those outside, and since when. */
function SideStanding({ side }: { side: SideConversation }) {
  const t = useT();
  const clock = useClock();
  const time = (instant: string) => ({ time: messageTime(instant, clock) });
  const isAnswered = side.answered_at !== null && side.answered_at >= side.message_added_at;
  const text =
    side.state === 'closed'
      ? t('side.closed', time(side.state_updated_at))
      : isAnswered
        ? t('side.answered', time(side.message_added_at))
        : t('side.waiting', time(side.message_added_at));
  return <span className={classes.standing}>{text}</span>;
}
