import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import type { SendMailOptions } from 'nodemailer';
import { Api } from './api';
import { openPostbox, type Postbox, sendMail } from './mail';
import { type Program, startProgram } from './program';

export const DESK_ADDRESS = 'aide@atelier-lumen.test';
export const PASSWORD = 'correct horse battery';

/** Someone of the desk, with their own session. */
export type Agent = { id: number; name: string; api: Api };
type NewTicket = { subject: string; text: string; from?: string; name?: string };

/** A desk of its own for one test: the real server, its customers' mail server, its people. */
export class Desk {
  private constructor(
    readonly program: Program,
    readonly postbox: Postbox,
    private readonly browser: Browser,
  ) {}

  static async start(browser: Browser): Promise<Desk> {
    const [program, postbox] = await Promise.all([startProgram(), openPostbox()]);
    return new Desk(program, postbox, browser);
  }

  get url() {
    return this.program.url;
  }

  /** Sets the desk up as a person would, but quicker: Thomas administers it, and mail leaves. */
  async setUp(): Promise<Agent> {
    const admin = await this.createAccount();
    await this.connectMail(admin);
    return admin;
  }

  /** Only the first step of the set-up: Thomas administers a desk without mail. */
  async createAccount(): Promise<Agent> {
    const api = new Api(this.url);
    const name = 'Thomas Morel';
    const { id } = await api.begin('POST', '/setup', {
      desk_name: 'Atelier Lumen',
      name,
      email: 'thomas@atelier-lumen.test',
      password: PASSWORD,
      locale: 'en',
      time_zone: 'Europe/Paris',
    });
    return { id, name, api };
  }

  /** Lets mail leave to the customers' mail server, from the desk's address. */
  async connectMail({ api }: Agent) {
    const relay = { host: '127.0.0.1', port: this.postbox.port, security: 'none' };
    await api.call('PUT', '/relay', { relay });
    await api.call('POST', '/mailboxes', { mailbox: { address: DESK_ADDRESS } });
  }

  /** A colleague who accepted an invitation. */
  async addAgent(admin: Agent, name: string, locale: 'en' | 'fr' = 'en'): Promise<Agent> {
    const email = `${name.split(' ')[0]?.toLowerCase()}@atelier-lumen.test`;
    const { invitations } = await admin.api.call<{ invitations: { url: string }[] }>(
      'POST',
      '/invitations',
      { invitations: [{ email, name, role: 'agent', group_ids: [] }] },
    );
    const token = invitations[0]?.url.split('/').at(-1);
    const api = new Api(this.url);
    const answer = { name, password: PASSWORD, locale };
    const { id } = await api.begin('PUT', `/invitations/${token}`, answer);
    return { id, name, api };
  }

  /** A window in which someone is signed in already. */
  async openFor(agent: Agent, path = '/', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ ...options, baseURL: this.url });
    await context.addCookies([agent.api.sessionCookie()]);
    const page = await context.newPage();
    await page.goto(path);
    return page;
  }

  /** A window in which nobody is signed in. */
  async open(path = '/', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ ...options, baseURL: this.url });
    const page = await context.newPage();
    await page.goto(path);
    return page;
  }

  /** A customer writes to the desk. */
  receive({ subject, text, from, name }: NewTicket, more: SendMailOptions = {}) {
    const address = from ?? 'claire.dubreuil@example.com';
    return sendMail(this.program.smtpPort, {
      from: { name: name ?? 'Claire Dubreuil', address },
      to: DESK_ADDRESS,
      subject,
      text,
      ...more,
    });
  }

  /** A ticket that an agent entered for a customer, assigned to that agent. Its number. */
  async addTicket(agent: Agent, { subject, text, from, name }: NewTicket): Promise<number> {
    const email = from ?? 'claire.dubreuil@example.com';
    const { ticket } = await agent.api.call<{ ticket: { id: number } }>('POST', '/tickets', {
      ticket: {
        subject,
        requester: { name: name ?? 'Claire Dubreuil', email },
        assignee_id: agent.id,
        comment: { body: text, public: true },
      },
    });
    return ticket.id;
  }

  async stop() {
    await Promise.all(this.browser.contexts().map((context) => context.close()));
    await Promise.all([this.program.stop(), this.postbox.close()]);
  }
}
