import { groupsQuery } from '@/features/tickets/api';
import { viewsQuery } from '@/features/views/api';
import { useSettingChange } from '../use-setting-changes';

/** Runs a change of teams; each team has a view, so the views are read anew too. */
export function useGroupChange<Values>(change: (values: Values) => Promise<unknown>) {
  return useSettingChange([groupsQuery.queryKey, viewsQuery.queryKey], change);
}
