import { useQuery } from '@tanstack/react-query';
import type { PickerOption } from '@/shared/ui';
import { type Brand, brandsQuery } from './api';

const NO_BRANDS: Brand[] = [];

/** The desk's brands; none until they are read. */
export function useBrands(): readonly Brand[] {
  return useQuery(brandsQuery).data ?? NO_BRANDS;
}

/** Whether there is anything to choose: with one brand nobody needs to know of it. */
export const useHasBrands = () => useBrands().length > 1;

/** The brands that tickets can be given to. */
export function useBrandOptions(): PickerOption[] {
  return useBrands()
    .filter((brand) => brand.active)
    .map(({ id, name }) => ({ value: String(id), label: name }));
}
