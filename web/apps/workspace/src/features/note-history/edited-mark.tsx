import type { Comment } from '@guichet/api';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { fullTime } from '@/shared/time/format';
import { askedNote } from './asked';
import classes from './note-history.module.css';

/** On an edited note: that it was, and the way to what it said before. */
export function EditedMark({ comment }: { comment: Comment }) {
  const t = useT();
  const clock = useClock();
  if (!comment.edited_at) return null;
  return (
    <button
      type="button"
      className={classes.mark}
      title={fullTime(comment.edited_at, clock)}
      aria-label={t('notes.showHistory')}
      onClick={() => askedNote.set({ comment, isEdited: false })}
    >
      {t('notes.edited')}
    </button>
  );
}
