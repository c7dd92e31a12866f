import type { Comment } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { useClock } from '@/features/session/use-session';
import { Dialog } from '@/features/settings/dialog';
import { agentsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { fullTime } from '@/shared/time/format';
import { Avatar, ErrorState } from '@/shared/ui';
import { noteVersionsQuery } from './api';
import classes from './note-history.module.css';
import { WordDiff } from './word-diff';

type Props = { comment: Comment; onClose: () => void };

/** What an internal note said: each version with its author and time, and what it changed; the newest first. */
export function NoteHistoryDialog({ comment, onClose }: Props) {
  const t = useT();
  const clock = useClock();
  const { data: versions = [], error, refetch } = useQuery(noteVersionsQuery(comment));
  const { data: agents = [] } = useQuery(agentsQuery);
  return (
    <Dialog title={t('notes.history')} size={640} onClose={onClose}>
      {error && (
        <ErrorState title={t('notes.failed')} error={error} onRetry={() => void refetch()} />
      )}
      <ol className={classes.versions} reversed>
        {versions.toReversed().map(({ version, author_id, plain_body, created_at }) => {
          const author = agents.find((agent) => agent.id === author_id);
          const before = versions.find((each) => each.version === version - 1);
          return (
            <li key={version}>
              <div className={classes.head}>
                {author && <Avatar person={author} size={20} />}
                <b>{author?.name ?? t('common.unknownPerson')}</b>
                <time dateTime={created_at}>{fullTime(created_at, clock)}</time>
              </div>
              <WordDiff before={before?.plain_body ?? plain_body} after={plain_body} />
            </li>
          );
        })}
      </ol>
    </Dialog>
  );
}
