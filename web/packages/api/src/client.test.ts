import { afterEach, expect, test, vi } from 'vitest';
import { ApiError, api, apiPath, OfflineError, onSignedOut, setCsrfToken } from './client';

afterEach(() => {
  vi.unstubAllGlobals();
  setCsrfToken(null);
});

function answerWith(status: number, body: unknown) {
  const fetch = vi.fn(async (_url: string, _init?: RequestInit) => Response.json(body, { status }));
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

test('lists repeat their name in the address, absent values are left out', () => {
  const path = apiPath('/users', { 'role[]': ['agent', 'admin'], page: undefined, per_page: 100 });
  expect(path).toBe('/api/v2/users?role%5B%5D=agent&role%5B%5D=admin&per_page=100');
});

test('a write carries the token, a read does not', async () => {
  const fetch = answerWith(200, {});
  setCsrfToken('t0ken');
  await api.get('/users/me');
  await api.put('/users/me', { user: {} });
  expect(fetch.mock.calls[0]?.[1]?.headers).not.toHaveProperty('X-CSRF-Token');
  expect(fetch.mock.calls[1]?.[1]?.headers).toHaveProperty('X-CSRF-Token', 't0ken');
});

test('a refusal keeps the fields at fault', async () => {
  answerWith(422, {
    error: 'RecordInvalid',
    description: 'Record validation errors',
    details: { subject: [{ error: 'BlankValue', description: 'Subject: cannot be blank' }] },
  });
  const refusal = await api.post('/tickets', {}).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ApiError);
  expect((refusal as ApiError).details.subject?.[0]?.error).toBe('BlankValue');
});

test('a lost session is announced once per answer', async () => {
  answerWith(401, { error: "Couldn't authenticate you" });
  const listener = vi.fn();
  const stop = onSignedOut(listener);
  await api.get('/users/me').catch(() => undefined);
  stop();
  expect(listener).toHaveBeenCalledTimes(1);
});

test('no network is told apart from a refusal', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));
  await expect(api.get('/users/me')).rejects.toBeInstanceOf(OfflineError);
});
