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
let shelf: Shelf | null = null;
const signedOutListeners = new Set<() => void>();

/** Keeps answers for the time without a network. It decides itself which ones. */
export type Shelf = {
  keep: (address: string, response: Response) => Promise<void>;
  recall: (address: string) => Promise<Response | undefined>;
  drop: (address: string) => Promise<void>;
};

/** Reads fall back to what a shelf keeps when the server is out of reach. */
export function setShelf(next: Shelf | null) {
  shelf = next;
}

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

  const address = apiPath(path, options.query);
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      headers,
      body: options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
      signal: options.signal,
      credentials: 'same-origin',
      // What was asked in a word is done, also when the page is left in the same moment.
      keepalive: method !== 'GET' && options.body === undefined && !options.raw,
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    const kept = method === 'GET' ? await shelf?.recall(address) : undefined;
    if (!kept) throw new OfflineError();
    return (await kept.json()) as T;
  }
  if (!response.ok) {
    // What one may no longer see is not kept either.
    if (method === 'GET' && response.status < 500) void shelf?.drop(address);
    throw await errorOf(response);
  }
  if (method === 'GET') void shelf?.keep(address, response.clone()).catch(() => undefined);
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
  delete: <T>(path: string, query?: Query) => request<T>('DELETE', path, { query }),
  upload: <T>(path: string, raw: Blob, query?: Query) => request<T>('POST', path, { raw, query }),
  /** Puts a file in the place of another. */
  putFile: <T>(path: string, raw: Blob) => request<T>('PUT', path, { raw }),
};
