import type { SideEvent } from '@guichet/api';
import { Attachments } from '@/features/conversation/attachments';
import { DeliveryLine } from '@/features/conversation/delivery-line';
import classes from '@/features/conversation/message.module.css';
import { MessageBody } from '@/features/conversation/message-body';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { fullTime, messageTime } from '@/shared/time/format';
import { Avatar } from '@/shared/ui';
import { nameOf } from './people';
import own from './side-view.module.css';

type Props = {
  event: SideEvent;
  message: NonNullable<SideEvent['message']>;
  onShowImages: () => void;
};

/** One message of a side conversation: who wrote it to whom, its words, its files, how its delivery went. */
export function SideMessage({ event, message, onShowImages }: Props) {
  const t = useT();
  const clock = useClock();
  const unknown = t('common.unknownPerson');
  const name = nameOf(message.from, unknown);
  const isByTeam = event.via === 'support';
  const people = message.to.map((each) => nameOf(each, unknown)).join(', ');
  const detail = isByTeam ? t('side.to', { people }) : message.from.email;
  const role = isByTeam ? ('agent' as const) : ('end-user' as const);
  return (
    <article className={classes.message} data-message tabIndex={-1}>
      <header className={classes.head}>
        <Avatar person={{ id: message.from.user_id ?? colourOf(name), name, role }} />
        <h3 className={classes.name}>{name}</h3>
        <span className={classes.detail} title={detail ?? undefined}>
          {detail}
        </span>
        {message.automatic && <span className={own.automatic}>{t('side.automatic')}</span>}
        <time
          className={classes.time}
          dateTime={event.created_at}
          title={fullTime(event.created_at, clock)}
        >
          {messageTime(event.created_at, clock)}
        </time>
      </header>
      <div className={classes.body}>
        <MessageBody comment={message} onShowImages={onShowImages} />
        <Attachments attachments={message.attachments} />
        <DeliveryLine delivery={message.delivery} />
      </div>
    </article>
  );
}

/** Somebody whom the desk does not know has a colour of their own all the same. */
function colourOf(name: string): number {
  return [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
}
