/** The set of servers with clients that do as they are told: visits, pins, other ways, forgetting. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChatClient, ClientEvents } from '../../client/api';
import type { HostPort, ServerStatus, Target } from '../../protocol/views';
import type { Push } from '../ipc/push';
import type { Servers } from './api';
import { foldersIn } from './folders';
import type { Plan } from './plan';
import { openRegistry } from './registry';
import { createServers } from './servers';

const KEY = 'k'.repeat(43);
const NEW_KEY = 'n'.repeat(43);
const at = (host: string): Target => ({ hosts: [{ host, port: 7878 }] });

class FakeClient {
  status: ServerStatus = { state: 'offline', why: 'user' };
  me: unknown = null;
  closed = false;
  /** Where it is found; null: at the first address of the plan. */
  address: HostPort | null = null;
  motd = '';
  readonly heardAt = vi.fn();
  readonly connect = vi.fn();
  readonly answer = vi.fn();
  readonly retryNow = vi.fn();
  readonly #listeners = new Map<string, (...args: never[]) => void>();
  constructor(
    readonly plan: Plan,
    readonly name: string,
    readonly password: string | undefined,
  ) {}
  on<E extends keyof ClientEvents>(event: E, listener: ClientEvents[E]) {
    this.#listeners.set(event, listener as never);
    return () => {};
  }
  say(status: ServerStatus): void {
    this.status = status;
    (this.#listeners.get('status') as ClientEvents['status'])(status);
  }
  /** Gets in at a server with this key. */
  enter(fingerprint: string | null, name = this.name): void {
    this.me = { id: `k${'u'.repeat(22)}`, name };
    this.say({ state: 'online', secure: fingerprint !== null });
    const ready = this.#listeners.get('ready') as ClientEvents['ready'];
    const { motd } = this;
    const address = this.address ?? this.plan.target.hosts[0] ?? null;
    ready({
      me: this.me as never,
      name: '민수네',
      fingerprint,
      address,
      motd,
      sent: 0,
      received: 0,
    });
  }
  disconnect(): void {
    this.say({ state: 'offline', why: 'user' });
  }
  rooms = () => [];
  users = () => [];
  knocks = () => [];
  pendingMessages = () => [];
  async close() {
    this.closed = true;
  }
}

let folder: string;
let clients: FakeClient[];
let setAside: string[];
let pushed: Array<[string, unknown]>;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sarangbang-servers-'));
  clients = [];
  pushed = [];
  setAside = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (): Servers =>
  createServers({
    registry: openRegistry(folder, () => {}),
    folders: foldersIn(path.join(folder, 'servers')),
    push: ((name: string, data: unknown) => pushed.push([name, data])) as Push,
    openClient(file, plan, name, password) {
      if (existsSync(file) && readFileSync(file, 'utf8') === 'broken') throw new Error('SQLITE');
      const client = new FakeClient(plan, name, password);
      clients.push(client);
      return client as unknown as ChatClient;
    },
    myName: () => '민수',
    secrets: { seal: (text) => `sealed ${text}`, open: (sealed) => sealed.slice(7) },
    now: () => 1000,
    onBrokenCopy: (aside) => setAside.push(aside),
  });
const client = (n: number): FakeClient => clients[n] as FakeClient;
const copies = () => {
  const base = path.join(folder, 'servers');
  return existsSync(base) ? readdirSync(base) : [];
};
const attempts = () => pushed.filter(([name]) => name === 'attempt').map(([, data]) => data);
const ends = (state: string) =>
  vi.waitFor(() => expect(attempts().at(-1)).toMatchObject({ state: { state } }));

test('a visit shows nothing until it has succeeded; then it is known for good', async () => {
  const servers = open();
  servers.connect(at('10.0.0.1'), { name: '민수' });
  expect(client(0).connect).toHaveBeenCalledOnce();
  client(0).say({ state: 'connecting', step: 'securing' });
  expect(servers.views()).toEqual([]);
  expect(pushed.map(([name]) => name)).toEqual(['attempt']);
  client(0).enter(KEY);
  await ends('done');
  expect(servers.views()).toMatchObject([{ id: KEY, name: '민수네', lastSeen: 1000 }]);

  const again = open();
  again.start();
  expect(client(1).plan).toMatchObject({ known: KEY, plain: 'never' });
  expect(client(1).connect).toHaveBeenCalledOnce();
});

test('an invite is shown at the door by whoever is in already; a plain link is not', async () => {
  const servers = open();
  servers.connect(at('10.0.0.1'), { name: '민수' });
  client(0).enter(KEY);
  await ends('done');
  const link = { ...at('10.0.0.1'), fingerprint: KEY };
  servers.connect(link, { name: '민수' });
  await ends('done');
  expect(clients).toHaveLength(1);
  const invite = 'A'.repeat(22);
  servers.connect({ ...link, invite }, { name: '민수' });
  await vi.waitFor(() => expect(clients).toHaveLength(2));
  expect(client(1).plan.target).toMatchObject({ invite });
});

test('a visit that fails leaves nothing behind', async () => {
  const servers = open();
  servers.connect(at('10.0.0.1'), { name: '민수' });
  expect(copies()).toHaveLength(1);
  client(0).say({
    state: 'waiting',
    retryAt: 1,
    since: 0,
    why: 'failed',
    failure: { code: 'refused' },
  });
  await ends('failed');
  await vi.waitFor(() => expect(copies()).toEqual([]));
  expect(client(0).closed).toBe(true);
  expect(servers.recent()).toEqual([]);
});

test('what a crash left of a visit is swept at the next launch, known copies are not', async () => {
  const servers = open();
  servers.connect(at('10.0.0.1'), { name: '민수' });
  client(0).enter(KEY);
  await ends('done');
  const [known] = copies();
  servers.connect(at('10.0.0.9'), { name: '민수' });
  expect(copies()).toHaveLength(2);
  open().start();
  expect(copies()).toEqual([known]);
});

test('a key that is known is no question: the visit goes on with that server', async () => {
  const servers = open();
  servers.connect(at('10.0.0.1'), { name: '민수' });
  client(0).enter(KEY);
  await ends('done');
  servers.connect(at('10.0.0.2'), { name: '민수' });
  client(1).say({
    state: 'question',
    question: { kind: 'first-visit', server: '', fingerprint: KEY },
  });
  await vi.waitFor(() => expect(clients).toHaveLength(3));
  expect(client(0).closed && client(1).closed).toBe(true);
  expect(client(2).plan.target.hosts[0]?.host).toBe('10.0.0.2');
  client(2).enter(KEY);
  await ends('done');
  expect(servers.views()).toHaveLength(1);
  expect(copies()).toHaveLength(1);
});

test('an unknown key at a known address is a question, and once trusted takes the place', async () => {
  const servers = open();
  servers.connect(at('10.0.0.1'), { name: '민수' });
  client(0).enter(KEY);
  await ends('done');
  client(0).say({
    state: 'question',
    question: { kind: 'key-changed', server: '', known: KEY, fingerprint: NEW_KEY },
  });
  servers.answer(KEY, { kind: 'trust', fingerprint: NEW_KEY });
  expect(client(0).answer).toHaveBeenCalledWith({ kind: 'trust', fingerprint: NEW_KEY });
  client(0).enter(NEW_KEY);
  expect(servers.views()).toMatchObject([{ id: NEW_KEY }]);
  expect(pushed).toContainEqual(['server.gone', { server: KEY }]);
  expect(open().recent()).toMatchObject([{ id: NEW_KEY }]);
});

test('a password that let somebody in is kept sealed and used again', async () => {
  const servers = open();
  servers.connect(at('10.0.0.1'), { name: '민수', password: '열려라' });
  client(0).enter(KEY);
  await ends('done');
  open().start();
  expect(client(1).password).toBe('열려라');
});

test('what a person agreed to be called there stays', async () => {
  const servers = open();
  servers.connect(at('10.0.0.1'), { name: '민수' });
  client(0).enter(KEY, '민수2');
  await ends('done');
  open().start();
  expect(client(1).name).toBe('민수2');
});

test('forgetting keeps copy and pin unless both are to go', async () => {
  const servers = open();
  servers.connect(at('10.0.0.1'), { name: '민수' });
  client(0).enter(KEY);
  await ends('done');
  await servers.forget(KEY, false);
  expect(servers.views()).toEqual([]);
  expect(servers.recent()).toHaveLength(1);
  servers.connect(at('10.0.0.1'), { name: '민수' });
  await vi.waitFor(() => expect(client(2)?.connect).toHaveBeenCalled());
  expect(client(2).plan.known).toBe(KEY);
  client(2).enter(KEY);
  await ends('done');
  await servers.forget(KEY, true);
  expect([copies(), servers.recent()]).toEqual([[], []]);
});

test('offline by choice stays offline at the next launch', async () => {
  const servers = open();
  servers.connect(at('10.0.0.1'), { name: '민수' });
  client(0).enter(KEY);
  await ends('done');
  servers.offline(KEY);
  const again = open();
  again.start();
  expect(client(1).connect).not.toHaveBeenCalled();
  again.reconnect(KEY);
  expect(client(1).connect).toHaveBeenCalledOnce();
});

test('an attempt that is cancelled ends, and its late success changes nothing', async () => {
  const servers = open();
  const attempt = servers.connect(at('10.0.0.1'), { name: '민수' });
  servers.cancel(attempt);
  expect(attempts().at(-1)).toMatchObject({ state: { failure: { code: 'cancelled' } } });
  await vi.waitFor(() => expect(copies()).toEqual([]));
  client(0).enter(KEY);
  expect(servers.views()).toEqual([]);
});

test('a copy that cannot be read is kept aside, and the app starts', async () => {
  const servers = open();
  servers.connect(at('10.0.0.1'), { name: '민수' });
  client(0).enter(KEY);
  await ends('done');
  writeFileSync(path.join(folder, 'servers', copies()[0] ?? '', 'copy.db'), 'broken');
  const again = open();
  again.start();
  expect(again.views()).toHaveLength(1);
  expect(setAside.map((file) => readFileSync(file, 'utf8'))).toEqual(['broken']);
});

test('where a known server is heard is passed on to its client, and kept once it was found there', async () => {
  const servers = open();
  servers.connect(at('10.0.0.1'), { name: '민수' });
  client(0).enter(KEY);
  await ends('done');
  const elsewhere = [{ host: '10.0.0.7', port: 7900 }];
  servers.heard(NEW_KEY, elsewhere);
  expect(client(0).heardAt).not.toHaveBeenCalled();
  servers.heard(KEY, elsewhere);
  expect(client(0).heardAt).toHaveBeenCalledWith(elsewhere);
  expect(pushed.some(([name]) => name === 'moved')).toBe(false);
  client(0).address = { host: '10.0.0.7', port: 7900 };
  client(0).enter(KEY);
  expect(pushed).toContainEqual(['moved', { server: KEY }]);
  open().start();
  expect(client(1).plan.target.hosts).toEqual([
    { host: '10.0.0.7', port: 7900 },
    { host: '10.0.0.1', port: 7878 },
  ]);
});

test('the words of the host are shown until they were read, and again when they are others', async () => {
  const servers = open();
  servers.connect(at('10.0.0.1'), { name: '민수' });
  client(0).motd = '신발을 벗어 주세요';
  client(0).enter(KEY);
  await ends('done');
  expect(servers.views()).toMatchObject([{ motd: '신발을 벗어 주세요' }]);
  servers.get(KEY).motdRead();
  expect(servers.views()[0]).not.toHaveProperty('motd');
  client(0).enter(KEY);
  expect(servers.views()[0]).not.toHaveProperty('motd');
  client(0).motd = '오늘은 쉬어요';
  client(0).enter(KEY);
  expect(servers.views()).toMatchObject([{ motd: '오늘은 쉬어요' }]);
});
