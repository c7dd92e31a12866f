import { ApiError, type Id } from '@guichet/api';
import type { QueryClient } from '@tanstack/react-query';
import { createStore, useStore } from '@/shared/store';
import { toasts } from '@/shared/toast/toast-store';
import { fieldsQuery } from './api';
import { fieldKey } from './values';

/** The last refusal of a ticket's change that names fields of the desk's own, until a change is taken. */
const refused = createStore<{ ticketId: Id; error: ApiError } | null>(null);

/**
 * Keeps a refusal for the fields to say what is wrong with them. Where they only have to be filled in, which may be
 * out of sight, a toast names them; whether it did.
 */
export function toldByFields(client: QueryClient, ticketId: Id, error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  const fields = client.getQueryData(fieldsQuery.queryKey) ?? [];
  const named = fields.filter((field) => error.details[fieldKey(field.id)]);
  if (named.length === 0) return false;
  refused.set({ ticketId, error });
  const isNeeded = (id: Id) => error.details[fieldKey(id)]?.[0]?.error === 'BlankValue';
  if (!named.every((field) => isNeeded(field.id))) return false;
  const names = named.map((field) => field.title).join(', ');
  toasts.show({ textKey: 'forms.neededFirst', values: { names }, tone: 'failed' });
  return true;
}

/** Forgets the refusal of a ticket that has been changed since. */
export function forgetRefusal(ticketId: Id) {
  if (refused.get()?.ticketId === ticketId) refused.set(null);
}

/** Why the last change of a ticket was refused, where its fields are to say it. */
export function useRefusal(ticketId: Id): ApiError | null {
  const last = useStore(refused);
  return last?.ticketId === ticketId ? last.error : null;
}
