import type { Comment } from '@guichet/api';
import { createStore } from '@/shared/store';

/** The internal note that is being edited, or whose earlier versions are looked at; null for none. */
export const askedNote = createStore<{ comment: Comment; isEdited: boolean } | null>(null);
