import type { Id } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { conversationQuery } from '@/features/tickets/api';
import { type Macro, usableMacrosQuery } from './api';

const NONE: Macro[] = [];

/** The macros that can be used on the open ticket; none where nothing can be written. */
export function useOfferedMacros(openTicket: Id | null): Macro[] {
  const id = openTicket ?? 0;
  const { data } = useQuery({ ...conversationQuery(id), enabled: false });
  const canWrite = data?.can.note ?? false;
  const { data: macros } = useQuery({ ...usableMacrosQuery, enabled: canWrite });
  return canWrite && macros ? macros : NONE;
}
