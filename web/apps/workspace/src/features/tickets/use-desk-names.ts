import { useBrands } from '@/features/brands/use-brands';
import { useStatuses } from '@/features/custom-statuses/use-statuses';
import { useClock } from '@/features/session/use-session';
import { useForms } from '@/features/ticket-forms/use-forms';
import type { AllNames, Names } from './field-words';

/** People and teams, with the statuses, forms and brands that the desk named, and when it is read. */
export function useDeskNames(names: Names): AllNames {
  return {
    ...names,
    statuses: useStatuses(),
    forms: useForms(),
    brands: useBrands(),
    clock: useClock(),
  };
}
