import type { Comment, Conversation, Id, User } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useMe } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import classes from './composer.module.css';

/** The newest message of someone else that came after the agent began to write, if any. */
export function useMeanwhile({ comments }: Conversation, isWriting: boolean) {
  const me = useMe();
  const newest = comments.findLast((comment) => comment.public && comment.author_id !== me.id);
  const [seenId, setSeenId] = useState<Id | undefined>(newest?.id);
  const [wasWriting, setWasWriting] = useState(isWriting);
  if (wasWriting !== isWriting) {
    setWasWriting(isWriting);
    setSeenId(newest?.id);
  }
  const isNew = isWriting && newest !== undefined && newest.id !== seenId;
  return { comment: isNew ? newest : null, acknowledge: () => setSeenId(newest?.id) };
}

type Props = {
  comment: Comment;
  users: readonly User[];
  onRead: () => void;
  onSendAnyway: () => void;
};

/** Holds the answer back until the agent has seen what was said meanwhile. */
export function MeanwhileCard({ comment, users, onRead, onSendAnyway }: Props) {
  const t = useT();
  const author = users.find((user) => user.id === comment.author_id);
  return (
    <div className={classes.meanwhile} role="alert">
      <p className={classes.meanwhileTitle}>
        <IconMessagePlus size={16} stroke={1.75} aria-hidden="true" />
        {t('meanwhile.title', { name: author?.name.split(' ')[0] ?? t('common.unknownPerson') })}
      </p>
      <p className={classes.meanwhileText}>
        {t('meanwhile.text', { words: comment.plain_body.slice(0, 120) })}
      </p>
      <div className={classes.meanwhileActions}>
        <Button size="xs" variant="filled" onClick={onRead}>
          {t('meanwhile.read')}
        </Button>
        <Button size="xs" onClick={onSendAnyway}>
          {t('meanwhile.send')}
        </Button>
      </div>
    </div>
  );
}
