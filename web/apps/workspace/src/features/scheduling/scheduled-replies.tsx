import type { Conversation, ScheduledReply } from '@guichet/api';
import { Button, Menu } from '@mantine/core';
import { IconClock, IconPencil, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { fromServer } from '@/features/composer/drafts';
import { giveBack } from '@/features/composer/use-send';
import { MessageHtml } from '@/features/conversation/message-body';
import { useClock, useMe } from '@/features/session/use-session';
import { PickTimeDialog } from '@/features/timing/pick-time';
import { TimeItems } from '@/features/timing/time-items';
import { useT } from '@/i18n/provider';
import { comingTime, fullTime } from '@/shared/time/format';
import { Avatar, IconButton } from '@/shared/ui';
import classes from './scheduled-replies.module.css';
import { useScheduledReply } from './use-schedule';

/** The replies that leave later, behind everything that was said. */
export function ScheduledReplies({ conversation }: { conversation: Conversation }) {
  useReturned(conversation);
  return conversation.scheduled_replies.map((reply) => (
    <Scheduled key={reply.id} reply={reply} users={conversation.users} />
  ));
}

type Props = { reply: ScheduledReply; users: Conversation['users'] };

function Scheduled({ reply, users }: Props) {
  const t = useT();
  const clock = useClock();
  const me = useMe();
  const isMine = reply.author_id === me.id;
  const author = users.find(({ id }) => id === reply.author_id) ?? {
    id: reply.author_id,
    name: t('common.unknownPerson'),
    role: 'agent' as const,
  };
  return (
    <article className={classes.reply} aria-label={t('scheduling.one')}>
      <header className={classes.head}>
        <Avatar person={author} />
        <h2 className={classes.name}>{author.name}</h2>
        <span className={classes.when}>
          <IconClock size={13} stroke={1.75} aria-hidden="true" />
          <time dateTime={reply.send_at} title={fullTime(reply.send_at, clock)}>
            {t('scheduling.leaves', { time: comingTime(reply.send_at, clock) })}
          </time>
        </span>
        {reply.can_edit && <Actions reply={reply} isMine={isMine} />}
      </header>
      <div className={classes.body}>
        <MessageHtml html={reply.html_body} />
        {reply.uploads.map(({ token, attachment }) => (
          <p key={token} className={classes.file}>
            {attachment.file_name}
          </p>
        ))}
        <p className={classes.hint}>{t('scheduling.hint')}</p>
      </div>
    </article>
  );
}

function Actions({ reply, isMine }: { reply: ScheduledReply; isMine: boolean }) {
  const t = useT();
  const { move, edit, drop } = useScheduledReply(reply, isMine);
  const [isPicking, setPicking] = useState(false);
  return (
    <span className={classes.actions}>
      <Menu position="top-end" width={260}>
        <Menu.Target>
          <Button size="xs" variant="subtle">
            {t('scheduling.move')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <TimeItems onChoose={(at) => move(at)} onPick={() => setPicking(true)} />
        </Menu.Dropdown>
      </Menu>
      <IconButton
        label={t(isMine ? 'scheduling.edit' : 'scheduling.callOff')}
        onClick={() => edit()}
      >
        <IconPencil size={16} stroke={1.75} />
      </IconButton>
      {isMine && (
        <IconButton label={t('scheduling.drop')} onClick={() => drop()}>
          <IconTrash size={16} stroke={1.75} />
        </IconButton>
      )}
      {isPicking && (
        <PickTimeDialog
          title={t('scheduling.move')}
          action={t('scheduling.schedule')}
          onClose={() => setPicking(false)}
          onChoose={(at) => move(at)}
        />
      )}
    </span>
  );
}

/** A reply of mine that was called off by the customer's answer goes back into the composer. */
function useReturned({ ticket, scheduled_replies, drafts, comments }: Conversation) {
  const me = useMe();
  const mine = scheduled_replies.filter(({ author_id }) => author_id === me.id).length;
  const before = useRef(mine);
  const newest = comments.at(-1);
  useEffect(() => {
    const isCalledOff = mine < before.current && newest?.author_id !== me.id;
    before.current = mine;
    const draft = drafts.find(({ kind }) => kind === 'reply');
    if (isCalledOff && draft) giveBack(ticket.id, 'reply', fromServer(draft));
  }, [mine, newest, drafts, ticket.id, me.id]);
}
