import type { Comment } from '@guichet/api';
import { createStore } from '@/shared/store';

/** The message of which a ticket is to be made, as long as its subject is being asked for. */
export const askedSplit = createStore<Comment | null>(null);
