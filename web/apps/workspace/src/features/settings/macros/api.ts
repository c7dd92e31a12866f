import { api, type Id, type Restriction } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';
import { type Macro, type MacroAction, readMacros } from '@/features/macros/api';
import { useSettingChange } from '../use-setting-changes';

/** Every macro that the signed-in person may know of, in their order. */
export const allMacrosQuery = queryOptions({
  queryKey: ['macros', 'all'],
  queryFn: () => readMacros('/macros', { include: 'usage_7d' }),
});

export const macroQuery = (id: Id) =>
  queryOptions({
    queryKey: ['macros', 'one', id],
    queryFn: async () => (await api.get<{ macro: Macro }>(`/macros/${id}`)).macro,
  });

/** What is set of a macro; what is absent stays. */
export type MacroChange = {
  title?: string;
  description?: string;
  active?: boolean;
  position?: number;
  restriction?: Restriction;
  actions?: MacroAction[];
};

/** Changes a macro, or makes one where there is no id. */
export async function saveMacro(id: Id | null, macro: MacroChange): Promise<Macro> {
  const saving = id
    ? api.put<{ macro: Macro }>(`/macros/${id}`, { macro })
    : api.post<{ macro: Macro }>('/macros', { macro });
  return (await saving).macro;
}

export function placeMacros(macros: { id: Id; position: number }[]) {
  return api.put<void>('/macros/update_many', { macros });
}

export function deleteMacro(id: Id) {
  return api.delete<void>(`/macros/${id}`);
}

/** Runs a change of macros, and reads them anew wherever they are shown. */
export function useMacroChange<Values, Result>(change: (values: Values) => Promise<Result>) {
  return useSettingChange([['macros']], change);
}
