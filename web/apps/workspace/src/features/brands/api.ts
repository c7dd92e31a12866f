import { api, type Sent } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

export type Logo = Sent<'LogoBody'>;
export type Brand = Omit<Sent<'BrandBody'>, 'logo'> & { logo: Logo | null };

/** The names under which the desk answers, the default one first. */
export const brandsQuery = queryOptions({
  queryKey: ['brands'],
  queryFn: async () => (await api.get<{ brands: Brand[] }>('/brands', { per_page: 100 })).brands,
  staleTime: 300_000,
});
