import type { Id, PresentPerson } from '@guichet/api';
import { createStore } from '@/shared/store';

/** Who has which ticket open, as far as the server has told. */
export const presentPeople = createStore<ReadonlyMap<Id, readonly PresentPerson[]>>(new Map());
