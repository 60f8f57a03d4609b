/** Real server, real client, and the fault proxy between them, each ending with its test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { ChatClient, ClientEvents, ClientOptions, ClientStore } from '../../client/api';
import { createClient } from '../../client/client';
import { openSqliteStore } from '../../client/store/sqlite-store';
import { createFaultProxy, type FaultProxy } from '../../client/testing/fault-proxy';
import type { EventOf } from '../../protocol/events';
import type { Question, ServerStatus } from '../../protocol/views';
import { createDeviceKey } from '../../protocol/wire/auth';
import type { RunningServer, ServerOptions } from '../../server/options';
import { startServer } from '../../server/server';

const WAIT_MS = 15_000;

export function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'sarangbang-integration-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

export async function server(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const running = await startServer({
    host: '127.0.0.1',
    port: 0,
    name: '시험방',
    rateLimit: false,
    ...options,
  });
  onTestFinished(() => running.stop());
  return running;
}

export async function proxyTo(running: RunningServer): Promise<FaultProxy> {
  const proxy = await createFaultProxy({ target: { host: '127.0.0.1', port: running.facts.port } });
  onTestFinished(() => proxy.close());
  return proxy;
}

/** A client and everything that it said. */
export class Person {
  readonly statuses: ServerStatus[] = [];
  readonly questions: Question[] = [];
  readonly said: EventOf<'posted'>[] = [];
  readonly ready: Parameters<ClientEvents['ready']>[0][] = [];
  readonly #wakers = new Set<() => void>();

  constructor(
    readonly client: ChatClient,
    readonly store: ClientStore,
  ) {
    client.on('status', (status) => {
      this.statuses.push(status);
      if (status.state === 'question') this.questions.push(status.question);
    });
    client.on('events', (events) => {
      for (const event of events) if (event.kind === 'posted') this.said.push(event);
    });
    client.on('ready', (info) => this.ready.push(info));
    const wake = () => {
      for (const waker of [...this.#wakers]) waker();
    };
    for (const event of ['status', 'events', 'ready', 'pending', 'pendingGone', 'rooms'] as const) {
      client.on(event, wake);
    }
  }

  get texts(): string[] {
    return this.said.map(({ text }) => text);
  }

  /** The texts that the copy on disk holds of a room, all of it. */
  held(room = 'lobby'): string[] {
    return this.store
      .read(room, { limit: 100_000 })
      .flatMap((event) => (event.kind === 'posted' ? [event.text] : []));
  }

  /** Resolves when it holds; looked at again whenever the client says something. */
  until(what: string, holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!holds()) return;
        clearTimeout(timer);
        this.#wakers.delete(look);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#wakers.delete(look);
        const now = JSON.stringify(this.client.status);
        reject(new Error(`waited in vain until ${what}; status ${now}`));
      }, WAIT_MS);
      this.#wakers.add(look);
      look();
    });
  }

  state(state: ServerStatus['state']): Promise<void> {
    return this.until(state, () => this.client.status.state === state);
  }

  /** In, complete, and nothing left to fetch or send. */
  settled(times = 1): Promise<void> {
    return this.until(`ready ${times}`, () => this.ready.length >= times);
  }

  has(texts: readonly string[]): Promise<void> {
    return this.until(`${texts.length} texts`, () => this.texts.length >= texts.length);
  }
}

export type PersonOptions = Partial<ClientOptions> & { port: number; file?: string };

export function person({ port, file, ...options }: PersonOptions): Person {
  const store = options.store ?? openSqliteStore(file ?? path.join(folder(), 'copy.db'));
  const client = createClient(
    {
      target: { hosts: [{ host: '127.0.0.1', port }] },
      known: null,
      firstVisit: 'trust',
      plain: 'never',
      tls: 'on',
      name: '민수',
      key: createDeviceKey().key,
      store,
      language: 'ko',
      app: 'test',
      reconnect: true,
      ...options,
    },
    // The waits of a person are long; what is tested here is what happens after them.
    { random: () => 0, clock: hurried },
  );
  onTestFinished(() => client.close());
  return new Person(client, store);
}

/** Waits of a second and more pass twenty times as fast; shorter ones are the protocol's own. */
const hurried = {
  now: () => Date.now(),
  after(ms: number, run: () => void) {
    const timer = setTimeout(run, ms >= 500 && ms < 5_000 ? ms / 20 : ms);
    return () => clearTimeout(timer);
  },
};

export async function enter(options: PersonOptions): Promise<Person> {
  const someone = person(options);
  someone.client.connect();
  await someone.settled();
  return someone;
}
