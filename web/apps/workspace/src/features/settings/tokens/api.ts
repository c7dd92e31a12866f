import { api, type Id, type Sent } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

export type ApiToken = Sent<'ApiTokenBody'>;

/** A token that was just made, with the secret that is never shown again. */
export type NewApiToken = ApiToken & { token: string };

export const tokensQuery = queryOptions({
  queryKey: ['api-tokens'],
  queryFn: async () => (await api.get<{ api_tokens: ApiToken[] }>('/api_tokens')).api_tokens,
});

export async function createToken(description: string): Promise<NewApiToken> {
  const body = { api_token: { description } };
  return (await api.post<{ api_token: NewApiToken }>('/api_tokens', body)).api_token;
}

export function revokeToken(id: Id) {
  return api.delete<void>(`/api_tokens/${id}`);
}
