/** What the server says when it refuses: status, Zendesk's error name, and the fields at fault. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly description: string,
    readonly details: Record<
      string,
      { error?: string; description: string; value?: unknown }[]
    > = {},
    readonly body: Record<string, unknown> = {},
    readonly requestId: string | null = null,
    /** Seconds to wait before another try, when the server was asked too often. */
    readonly retryAfter: number | null = null,
  ) {
    super(description || code);
    this.name = 'ApiError';
  }
}

/** The server could not be reached at all. */
export class OfflineError extends Error {
  constructor() {
    super('the server cannot be reached');
    this.name = 'OfflineError';
  }
}

export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

type Options = {
  query?: Query;
  body?: unknown;
  /** Raw bytes sent as they are, instead of JSON. */
  raw?: Blob;
  signal?: AbortSignal;
};

const BASE = '/api/v2';
let csrfToken: string | null = null;
const signedOutListeners = new Set<() => void>();

/** Remembers the token that every write must carry; it comes with `user.authenticity_token`. */
export function setCsrfToken(token: string | null) {
  csrfToken = token;
}

/** Called when the server no longer knows the session. Returns the way to stop listening. */
export function onSignedOut(listener: () => void) {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** Address of an API call, for links and uploads. */
export function apiPath(path: string, query?: Query) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return `${BASE}${path}${text ? `?${text}` : ''}`;
}

/** Headers of a write: the CSRF token when one is known. */
export function writeHeaders(): Record<string, string> {
  return csrfToken ? { 'X-CSRF-Token': csrfToken } : {};
}

async function request<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') Object.assign(headers, writeHeaders());
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (options.raw) headers['Content-Type'] = options.raw.type || 'application/octet-stream';

  let response: Response;
  try {
    response = await fetch(apiPath(path, options.query), {
      method,
      headers,
      body: options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
      signal: options.signal,
      credentials: 'same-origin',
      // What was taken away stays away, also when the page is left in the same moment.
      keepalive: method === 'DELETE',
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new OfflineError();
  }
  if (!response.ok) throw await errorOf(response);
  if (response.status === 204 || response.status === 202) return undefined as T;
  return (await response.json()) as T;
}

/** Reads the server's error body; a proxy's page without JSON becomes its status text. */
export async function errorOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (response.status === 401) for (const listener of signedOutListeners) listener();
  return new ApiError(
    response.status,
    typeof body.error === 'string' ? body.error : response.statusText,
    typeof body.description === 'string' ? body.description : '',
    (body.details ?? {}) as ApiError['details'],
    body,
    response.headers.get('x-request-id'),
    Number(response.headers.get('retry-after')) || null,
  );
}

/** The calls of the API, by method. Paths start after `/api/v2`. */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    request<T>('GET', path, { query, signal }),
  post: <T>(path: string, body?: unknown, query?: Query) =>
    request<T>('POST', path, { body, query }),
  put: <T>(path: string, body?: unknown, query?: Query) => request<T>('PUT', path, { body, query }),
  delete: <T>(path: string) => request<T>('DELETE', path),
  upload: <T>(path: string, raw: Blob, query?: Query) => request<T>('POST', path, { raw, query }),
};
