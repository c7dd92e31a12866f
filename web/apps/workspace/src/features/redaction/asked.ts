import type { Attachment, Comment } from '@guichet/api';
import { createStore } from '@/shared/store';

/** What someone wants to be removed for good: words of a comment, or a file on it. */
export type Redaction =
  | { comment: Comment; words: string }
  | { comment: Comment; file: Attachment };

/** What is asked for now, in a dialog; null for nothing. */
export const askedRedaction = createStore<Redaction | null>(null);
