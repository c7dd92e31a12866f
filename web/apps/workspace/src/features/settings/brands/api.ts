import { api, type Id, type Schemas } from '@guichet/api';
import type { Brand } from '@/features/brands/api';

export type BrandChange = Partial<Schemas['BrandChange']>;

export async function saveBrand(id: Id | null, brand: BrandChange): Promise<Brand> {
  const answer = id
    ? await api.put<{ brand: Brand }>(`/brands/${id}`, { brand })
    : await api.post<{ brand: Brand }>('/brands', { brand });
  return answer.brand;
}

/** Its addresses and its tickets that are not closed go to the default brand. */
export function deleteBrand(id: Id) {
  return api.delete<void>(`/brands/${id}`);
}

/** Gives a brand another logo; null for none. */
export function setLogo(id: Id, picture: File | null) {
  const path = `/brands/${id}/logo`;
  return picture ? api.putFile<void>(path, picture) : api.delete<void>(path);
}
