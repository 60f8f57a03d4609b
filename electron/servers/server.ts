/**
 * One server as the app knows it: its entry on disk, its client, and what of it is pushed to the
 * page. A first visit is not known yet: it pushes nothing until it has succeeded.
 */
import type { Attention, ChatClient, ClientEvents } from '../../client/api';
import type { FilePolicy } from '../../protocol/file-policy';
import type { UserInfo } from '../../protocol/model';
import { oneLine } from '../../protocol/text';
import type { Answer, RoomView, ServerStatus, ServerView } from '../../protocol/views';
import type { Push } from '../ipc/push';
import { type Batch, createBatch } from './batch';
import { deafEar, type Ear } from './ear';
import type { Plan } from './plan';
import { type KnownServer, sameAddress } from './registry';

/** What the person typed beside the address. */
export interface Choice {
  name?: string;
  password?: string;
}
export type Ready = Parameters<ClientEvents['ready']>[0];

export interface Watcher {
  status(status: ServerStatus): void;
  ready(): void;
}

export interface ServerDeps {
  push: Push;
  ear?: Ear;
  /** A client on the copy of this entry, not yet connecting. */
  open(entry: KnownServer, plan: Plan, choice: Choice): ChatClient;
  /** The client is in. False: this server turned out to be another one; nothing more is done. */
  accept(server: Server, ready: Ready): boolean;
  save(entry: KnownServer): void;
  seal(password: string): string | null;
  now(): number;
}

export class Server {
  #entry: KnownServer;
  #client: ChatClient | null = null;
  #plan: Plan;
  #choice: Choice;
  #known: boolean;
  #wasOnline = false;
  /** Nothing is missing: what comes now has just happened. */
  #settled = false;
  #closed = false;
  #motd = '';
  #files: FilePolicy | undefined;
  /** At whose computer it goes on, once it was handed over; empty: not told. */
  heir: string | null = null;
  /** What it looked like, for the moment between two clients. */
  #between: ServerView | null = null;
  readonly #deps: ServerDeps;
  readonly #ear: Ear;
  readonly #batch: Batch;
  readonly #watchers = new Set<Watcher>();

  constructor(entry: KnownServer, known: boolean, plan: Plan, choice: Choice, deps: ServerDeps) {
    this.#entry = entry;
    this.#known = known;
    this.#plan = plan;
    this.#choice = choice;
    this.#deps = deps;
    this.#ear = deps.ear ?? deafEar;
    this.#batch = createBatch(() => this.#entry.id, deps.push);
    this.#client = this.#open();
  }

  get entry(): KnownServer {
    return this.#entry;
  }
  get known(): boolean {
    return this.#known;
  }
  get plan(): Plan {
    return this.#plan;
  }
  /** Throws after `close`. */
  get client(): ChatClient {
    if (!this.#client) throw new Error('this server is closed');
    return this.#client;
  }
  get status(): ServerStatus {
    return this.#client?.status ?? { state: 'connecting', step: 'finding' };
  }

  /** As far as is known, also between two clients. */
  get rooms(): readonly RoomView[] {
    return this.#client?.rooms() ?? this.#between?.rooms ?? [];
  }
  get me(): UserInfo | null {
    return this.#client?.me ?? this.#between?.me ?? null;
  }

  /** A client that is opened later is given it anyway. */
  attend(attention: Attention): void {
    this.#client?.attend(attention);
  }

  /** Changes the entry and writes it down, if it is known. */
  amend(change: Partial<KnownServer>): void {
    this.#entry = { ...this.#entry, ...change };
    if (this.#known) this.#deps.save(this.#entry);
  }

  /** From now on it is written down and shown. */
  makeKnown(): void {
    this.#known = true;
  }

  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** The host's words are not shown again before they are others. */
  motdRead(): void {
    if (this.#motd) this.amend({ motdRead: this.#motd });
  }

  /** A page shows the events that it was told last. */
  drawn(): void {
    this.#batch.drawn();
  }

  answer(answer: Answer): void {
    if (answer.kind === 'password') this.#choice = { ...this.#choice, password: answer.password };
    this.client.answer(answer);
  }

  /**
   * Another way to the same server: a new client on the same copy, connecting at once. What the
   * person typed earlier stands unless it is given anew.
   */
  async reopen(plan: Plan, choice: Choice): Promise<void> {
    this.#plan = plan;
    this.#choice = { ...this.#choice, ...choice };
    this.#batch.flush();
    if (!this.#client) return;
    this.#between = { ...this.view(), status: { state: 'connecting', step: 'finding' } };
    const old = this.#client;
    this.#client = null;
    await old.close();
    this.#between = null;
    if (this.#closed) return;
    this.#client = this.#open();
    this.#client.connect();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#batch.flush();
    this.#watchers.clear();
    const old = this.#client;
    this.#client = null;
    await old?.close();
  }

  view(): ServerView {
    if (this.#between) return this.#between;
    const { id, name, addresses, fingerprint, hosted, lastSeen, motdRead } = this.#entry;
    const client = this.client;
    const rooms = client.rooms();
    const inside = rooms.filter((room) => room.joined);
    return {
      id,
      name,
      address: addresses[0] ?? { host: 'localhost', port: 1 },
      ...(fingerprint && { fingerprint }),
      hosted,
      status: client.status,
      lastSeen,
      ...(this.#motd && this.#motd !== motdRead && { motd: this.#motd }),
      ...(this.#files && { files: this.#files }),
      me: client.me,
      rooms,
      users: client.users(),
      members: Object.fromEntries(inside.map((room) => [room.id, client.members(room.id)])),
      pending: client.pendingMessages(),
      knocks: [...client.knocks()],
    };
  }

  /** Everything that waits goes first, so that pushes keep their order. */
  readonly #send: Push = (name, data) => {
    if (!this.#known) return;
    this.#batch.flush();
    this.#deps.push(name, data);
  };

  #open(): ChatClient {
    const client = this.#deps.open(this.#entry, this.#plan, this.#choice);
    const server = () => this.#entry.id;
    const when = <E extends keyof ClientEvents>(event: E, run: ClientEvents[E]) =>
      client.on(event, ((...args: unknown[]) => {
        if (this.#client === client) (run as (...args: unknown[]) => void)(...args);
      }) as ClientEvents[E]);

    when('status', (status) => this.#onStatus(status));
    when('ready', (ready) => this.#onReady(ready));
    when('events', (events) => {
      if (!this.#known) return;
      this.#batch.events(events);
      this.#ear.heard(server(), events, this.#settled);
    });
    when('rooms', (rooms) => {
      if (!this.#known) return;
      this.#batch.rooms(rooms);
      this.#ear.rooms(server(), rooms);
    });
    when('users', (users) => {
      const mine = users.find((user) => user.id === client.me?.id)?.name;
      if (mine && mine !== this.#entry.myName) this.amend({ myName: mine });
      if (this.#known) this.#batch.users(users);
    });
    when('members', (room, users) => this.#known && this.#batch.members(room, users));
    when('handover', (frame) => {
      const { t: _frame, ...how } = frame;
      this.#send('handover', { server: server(), ...how });
    });
    when('files', (files) => {
      this.#files = files;
      this.#send('server.files', { server: server(), ...(files && { files }) });
    });
    when('succeeded', ({ name }) => {
      this.heir = name;
    });
    when('typing', (room, user, on) => this.#known && this.#batch.typing(room, user, on));
    when('knocks', (knocks) => {
      this.#send('knocks', { server: server(), knocks: [...knocks] });
      if (this.#known) this.#ear.knocks(server(), knocks);
    });
    when('notice', (notice) => this.#send('notice', { server: server(), notice }));
    when('roomGone', (room) => {
      this.#send('room.gone', { server: server(), room });
      this.#ear.roomGone(server(), room);
    });
    when('usersGone', (users) => this.#send('users.gone', { server: server(), users: [...users] }));
    // The log is another one: what the window holds of the old one goes; `ready` brings the new.
    when('startedOver', () => this.#send('server', { ...this.view(), rooms: [], members: {} }));
    when('pending', (message) => this.#send('pending', { server: server(), message }));
    when('pendingGone', (id) => this.#send('pending.gone', { server: server(), id }));
    return client;
  }

  #onStatus(status: ServerStatus): void {
    if (status.state !== 'online') this.#settled = false;
    if (this.#wasOnline && status.state === 'waiting') this.amend({ lastSeen: this.#deps.now() });
    this.#send('server.status', { server: this.#entry.id, status });
    for (const watcher of [...this.#watchers]) watcher.status(status);
  }

  #onReady(ready: Ready): void {
    const { addresses, hosted } = this.#entry;
    if (!this.#deps.accept(this, ready)) return;
    this.#motd = oneLine(ready.motd ?? '');
    this.#files = ready.files;
    // From here on the name is what the server calls this person, kept in the entry.
    this.#choice = { ...this.#choice, name: undefined };
    const secret = this.#choice.password && this.#deps.seal(this.#choice.password);
    this.amend({
      name: ready.name,
      fingerprint: ready.fingerprint,
      lastSeen: this.#deps.now(),
      myName: ready.me.name,
      shown: true,
      offline: false,
      ...(secret && { secret }),
    });
    this.#send('server', this.view());
    if (this.#wasOnline && (ready.sent > 0 || ready.received > 0))
      this.#send('back', { server: this.#entry.id, sent: ready.sent, received: ready.received });
    const { address, fingerprint } = ready;
    const moved = address && !addresses.some((one) => sameAddress(one, address));
    if (moved && fingerprint && !hosted) this.#send('moved', { server: this.#entry.id });
    this.#wasOnline = true;
    this.#settled = true;
    this.#ear.ready(this.#entry.id);
    for (const watcher of [...this.#watchers]) watcher.ready();
  }
}
