import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const TARGET = process.env.CARGO_TARGET_DIR ?? join(REPOSITORY, 'target');
const PROGRAM = process.env.GUICHET_BIN ?? join(TARGET, 'debug/guichet');
/** Without what might be set for another desk on this machine. */
const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(GUICHET_|DATABASE_URL$)/.test(name)),
);
const START_MS = 20_000;
const STOP_MS = 5000;
const POLL_MS = 50;

/** A running server with an empty data folder of its own. */
export type Program = {
  url: string;
  smtpPort: number;
  /** Runs another command of the program on the same data. */
  run: (...args: string[]) => Promise<string>;
  stop: () => Promise<void>;
};

/** Starts the server on free ports and waits until it answers. */
export async function startProgram(): Promise<Program> {
  const data = await mkdtemp(join(tmpdir(), 'guichet-e2e-'));
  const [httpPort, smtpPort] = await Promise.all([freePort(), freePort()]);
  const url = `http://127.0.0.1:${httpPort}`;
  const settings = ['--data', data, '--log-level', 'warn', '--allow-internal-addresses'];
  const child = spawn(
    PROGRAM,
    ['serve', '--listen', `127.0.0.1:${httpPort}`, '--smtp-listen', `127.0.0.1:${smtpPort}`].concat(
      settings,
      ['--public-url', url],
    ),
    { stdio: ['ignore', 'pipe', 'pipe'], env: ENVIRONMENT },
  );
  const log: string[] = [];
  child.stdout.on('data', (chunk) => log.push(String(chunk)));
  child.stderr.on('data', (chunk) => log.push(String(chunk)));
  await answers(url, child).catch(async (error: Error) => {
    await rm(data, { recursive: true, force: true });
    throw new Error(`${error.message}\n${log.join('')}`);
  });
  return {
    url,
    smtpPort,
    async run(...args) {
      const options = { env: ENVIRONMENT };
      return (await promisify(execFile)(PROGRAM, [...args, ...settings], options)).stdout;
    },
    async stop() {
      await ended(child);
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function answers(url: string, child: ChildProcess) {
  for (const end = Date.now() + START_MS; Date.now() < end; ) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const response = await fetch(`${url}/healthz`).catch(() => null);
    if (response?.ok) return;
    await new Promise((later) => setTimeout(later, POLL_MS));
  }
  child.kill('SIGKILL');
  throw new Error('the server did not answer');
}

async function ended(child: ChildProcess) {
  if (child.exitCode !== null) return;
  const exit = new Promise((exited) => child.once('exit', exited));
  child.kill('SIGTERM');
  const forced = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await exit;
  clearTimeout(forced);
}
