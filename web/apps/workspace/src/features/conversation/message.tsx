import type { Comment, Id, User } from '@guichet/api';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { CallLine } from '@/features/calls/call-line';
import { EditedMark } from '@/features/note-history/edited-mark';
import { FileMenu } from '@/features/redaction/file-menu';
import { MessageMenu } from '@/features/redaction/message-menu';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { fullTime, messageTime } from '@/shared/time/format';
import { Avatar } from '@/shared/ui';
import { Attachments } from './attachments';
import { DeliveryLine } from './delivery-line';
import classes from './message.module.css';
import { MessageBody } from './message-body';

type Props = {
  comment: Comment;
  author: User | undefined;
  startsFolded: boolean;
  /** The reader came for this one. */
  isWanted: boolean;
  /** It was said on a ticket that was merged into this one. */
  isFromElsewhere: boolean;
  /** The ticket on which it can be forwarded; null where nothing can be written. */
  forwardsOn: Id | null;
  onShowImages: () => void;
};

/** One message: a line when folded, otherwise its words, its files and how its delivery went. */
export function Message(props: Props) {
  const { comment, author, startsFolded, isWanted, isFromElsewhere, forwardsOn, onShowImages } =
    props;
  const [isFolded, setFolded] = useState(startsFolded && !isWanted);
  const t = useT();
  const person = author ?? {
    id: comment.author_id,
    name: t('common.unknownPerson'),
    role: 'end-user' as const,
    email: null,
  };
  if (isFolded) {
    return (
      <article className={classes.message} data-folded data-note={!comment.public || undefined}>
        <button type="button" className={classes.unfold} onClick={() => setFolded(false)}>
          <Avatar person={person} />
          <span className={classes.name}>{person.name}</span>
          <span className={classes.detail}>{comment.plain_body}</span>
          {isFromElsewhere && (
            <span className={classes.from}>
              {t('merging.from', { number: `#${comment.ticket_id}` })}
            </span>
          )}
          <MessageTime comment={comment} />
        </button>
      </article>
    );
  }
  return (
    <article
      className={classes.message}
      data-note={!comment.public || undefined}
      data-wanted={isWanted || undefined}
      data-message
      data-comment={comment.id}
      tabIndex={-1}
    >
      <header className={classes.head}>
        <Avatar person={person} />
        <h2 className={classes.name}>
          {author ? <Link to={`/people/${author.id}`}>{author.name}</Link> : person.name}
        </h2>
        <Addressees comment={comment} author={person} />
        {isFromElsewhere && (
          <Link to={`/tickets/${comment.ticket_id}`} className={classes.from}>
            {t('merging.from', { number: `#${comment.ticket_id}` })}
          </Link>
        )}
        <MessageMenu comment={comment} author={person.name} forwardsOn={forwardsOn} />
        <EditedMark comment={comment} />
        <MessageTime comment={comment} />
      </header>
      <div className={classes.body}>
        {comment.data && <CallLine call={comment.data} />}
        <MessageBody comment={comment} onShowImages={onShowImages} />
        <Attachments
          attachments={comment.attachments}
          menuOf={(file) => <FileMenu comment={comment} file={file} />}
        />
        <DeliveryLine delivery={comment.delivery} />
      </div>
    </article>
  );
}

function MessageTime({ comment }: { comment: Comment }) {
  const clock = useClock();
  return (
    <time
      className={classes.time}
      dateTime={comment.created_at}
      title={fullTime(comment.created_at, clock)}
    >
      {messageTime(comment.created_at, clock)}
    </time>
  );
}

/** Beside the name: who a reply went to, where a customer wrote from, or that it is a note. */
function Addressees({
  comment,
  author,
}: {
  comment: Comment;
  author: Pick<User, 'role' | 'email'>;
}) {
  const t = useT();
  if (!comment.public) {
    return (
      <span className={classes.detail} data-note>
        <IconLock size={13} stroke={1.75} aria-hidden="true" />
        {t('conversation.note')}
      </span>
    );
  }
  const isByTeam = author.role !== 'end-user';
  const everyone = [...(comment.to ?? []), ...(comment.cc ?? [])];
  const text =
    isByTeam && everyone.length > 0
      ? t('conversation.to', { people: everyone.join(', ') })
      : author.email;
  return (
    <span className={classes.detail} title={text ?? undefined}>
      {text}
    </span>
  );
}
