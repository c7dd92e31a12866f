/** Talks to the API as a signed-in browser does: with its cookie and its token. */
export class Api {
  private cookie = '';
  private csrf = '';

  constructor(private readonly url: string) {}

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/api/v2${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        Cookie: this.cookie,
        'X-CSRF-Token': this.csrf,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    const cookie = response.headers.get('set-cookie')?.split(';')[0];
    if (cookie) this.cookie = cookie;
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** A call that starts a session; the ones after it are made with it. */
  async begin(method: string, path: string, body: unknown) {
    const { user } = await this.call<{ user: { id: number; authenticity_token: string } }>(
      method,
      path,
      body,
    );
    this.csrf = user.authenticity_token;
    return user;
  }

  /** The session's cookie, for a browser that is to be signed in the same. */
  sessionCookie() {
    const [name = '', value = ''] = this.cookie.split('=');
    return { name, value, url: this.url };
  }
}
