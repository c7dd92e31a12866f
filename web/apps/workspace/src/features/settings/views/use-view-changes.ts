import { useSettingChange } from '../use-setting-changes';

const SHOWN_IN = [['views'], ['view-counts'], ['tickets']];

/** Runs a change of views and reads them, their counts and their tickets anew. */
export function useViewChange<Values, Answer>(change: (values: Values) => Promise<Answer>) {
  return useSettingChange(SHOWN_IN, change);
}
