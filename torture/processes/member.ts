/**
 * A member in a process of its own: the real client on a copy on disk. It talks by itself while it
 * is told to, writes down what it does and sees, and may be killed at any moment.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ChatClient, ClientStore } from '../../client/api';
import { createClient } from '../../client/client';
import type { Clock } from '../../client/clock';
import { openSqliteStore } from '../../client/store/sqlite-store';
import type { CommandInput } from '../../protocol/commands';
import type { RoomId } from '../../protocol/ids';
import { createDeviceKey, loadDeviceKey } from '../../protocol/wire/auth';
import { type Random, randomOf } from '../lib/random';
import { openJournal, readJournal } from './journal';
import {
  type Answer,
  type Dump,
  isPassing,
  keyOf,
  type Mark,
  type MemberOptions,
  markOf,
  type Order,
  type State,
} from './words';

/** Its time passes so many times as fast: the waits of a person are long. */
const HASTE = 5;
const PENDING_MAX = 200;
const PAUSE_MS = [5, 60] as const;

const hurried: Clock = {
  now: () => Date.now() * HASTE,
  after(ms, run) {
    const timer = setTimeout(run, ms / HASTE);
    return () => clearTimeout(timer);
  },
};

export function runMember(options: MemberOptions): void {
  const { folder, name, port, fingerprint } = options;
  const store = openSqliteStore(path.join(folder, 'copy.db'));
  const client = createClient(
    {
      target: { hosts: [{ host: '127.0.0.1', port }], fingerprint },
      known: null,
      firstVisit: 'trust',
      plain: 'never',
      tls: 'on',
      name,
      key: deviceKey(path.join(folder, 'key')),
      store,
      language: 'en',
      app: 'torture',
      reconnect: true,
    },
    { clock: hurried },
  );
  const member = new Member(client, store, options);
  process.on('message', ({ id, order }: { id: number; order: Order }) => {
    member.obey(order).then(
      (answer) => process.send?.({ id, answer }),
      (why) => process.send?.({ id, failed: String(why) }),
    );
  });
  // Whoever started it is gone: nobody will ever look at it again.
  process.on('disconnect', () => process.exit(0));
  process.on('SIGTERM', () => void client.close().then(() => process.exit(0)));
  client.connect();
  process.send?.({ ready: true });
}

function deviceKey(file: string): ReturnType<typeof loadDeviceKey> {
  if (existsSync(file)) return loadDeviceKey(readFileSync(file, 'utf8'));
  const { pkcs8, key } = createDeviceKey();
  writeFileSync(file, pkcs8);
  return key;
}

class Member {
  readonly #note: ReturnType<typeof openJournal>;
  readonly #random: Random;
  #count: number;
  #talking: NodeJS.Timeout | null = null;

  constructor(
    private readonly client: ChatClient,
    private readonly store: ClientStore,
    private readonly options: MemberOptions,
  ) {
    const before = readJournal(options.folder);
    this.#count = before.filter(({ t }) => t === 'want').length;
    this.#random = randomOf(options.seed, options.name, this.#count);
    this.#note = openJournal(options.folder);
    const seen = before.flatMap((note) => (note.t === 'shown' ? note.marks : []));
    this.#note({ t: 'begin', held: this.#held(new Set(seen.map(([room]) => room))) });
    client.on('events', (events) => {
      const marks = events.map((event): [RoomId, Mark] => [event.room, markOf(event)]);
      this.#note({ t: 'shown', marks });
    });
  }

  async obey(order: Order): Promise<Answer> {
    switch (order.do) {
      case 'talk':
        this.#talk(order.on);
        return true;
      case 'return':
        this.client.retryNow();
        return true;
      case 'room':
        return this.#enter(order.name, order.create);
      case 'state':
        return this.#state();
      case 'dump':
        return this.#dump();
    }
  }

  async #enter(name: string, create: boolean): Promise<true> {
    if (this.client.rooms().some((room) => room.name === name && room.joined)) return true;
    const command: CommandInput = create
      ? { verb: 'create', name, access: 'open' }
      : { verb: 'join', room: name };
    const reply = await this.client.submit(command);
    if (!reply.ok) throw new Error(reply.error.code);
    return true;
  }

  #state(): State {
    const pending = this.client.pendingMessages();
    const held = this.#joined().map((room) => [room, this.store.range(room)?.last ?? 0]);
    return {
      status: this.client.status,
      waiting: pending.filter(({ state }) => state !== 'failed').length,
      held: Object.fromEntries(held),
    };
  }

  #dump(): Dump {
    const read = (room: RoomId) => this.store.read(room, { limit: 1_000_000 });
    return {
      user: this.client.me?.id ?? '',
      rooms: Object.fromEntries(this.#joined().map((room) => [room, read(room)])),
      pending: this.client.pendingMessages(),
    };
  }

  #joined(): RoomId[] {
    return this.client.rooms().flatMap(({ id, joined }) => (joined ? [id] : []));
  }

  #held(rooms: ReadonlySet<RoomId>): Record<RoomId, Mark[]> {
    const marks = (room: RoomId) => this.store.read(room, { limit: 1_000_000 }).map(markOf);
    return Object.fromEntries([...rooms].map((room) => [room, marks(room)]));
  }

  #talk(on: boolean): void {
    if (this.#talking) clearTimeout(this.#talking);
    this.#talking = null;
    if (!on) return;
    const again = () => {
      this.#talking = setTimeout(
        () => {
          void this.#say().then(() => this.#talking && again());
        },
        this.#random.whole(...PAUSE_MS),
      );
    };
    again();
  }

  async #say(): Promise<void> {
    const rooms = this.#joined();
    if (rooms.length === 0) return;
    const room = this.#random.pick(rooms);
    if (this.#random.oneIn(4)) return this.#change(room);
    // Many at once, so that whatever breaks then breaks while some are under way.
    const posts = this.#random.oneIn(8) ? this.#random.whole(10, 30) : 1;
    for (let i = 0; i < posts; i += 1) await this.#post(room);
  }

  async #post(room: RoomId): Promise<void> {
    if (this.client.pendingMessages().length >= PENDING_MAX) return;
    this.#count += 1;
    const passing = this.#random.oneIn(8) ? '~' : '';
    const key = `${passing}${this.options.name}-${this.#count}`;
    // Now and then one that fills several segments of TCP.
    const rest = '가나다 '.repeat(this.#random.oneIn(12) ? 900 : this.#random.whole(0, 12));
    this.#note({ t: 'want', key, room });
    await this.client.post(room, `${key} ${rest}`.trim());
    this.#note({ t: 'kept', key, room });
  }

  /** Of one of the newest messages that it holds. Without a connection nothing comes of it. */
  async #change(room: RoomId): Promise<void> {
    const me = this.client.me?.id;
    const newest = this.store
      .read(room, { limit: 30 })
      .filter((event) => event.kind === 'posted' && !event.gone);
    const message = newest[this.#random.whole(0, newest.length - 1)];
    if (message?.kind !== 'posted') return;
    const about = { room, target: message.seq };
    const key = keyOf(message.text);
    const what =
      message.by !== me
        ? 'react'
        : isPassing(key)
          ? 'delete'
          : this.#random.pick(['edit', 'react']);
    const reply = await this.client
      .submit(
        what === 'edit'
          ? { verb: 'edit', ...about, text: `${key} ✎ ${this.#random.whole(0, 999)}` }
          : what === 'delete'
            ? { verb: 'delete', ...about }
            : { verb: 'react', ...about, emoji: this.#random.pick(['👍', '🎉']), on: true },
      )
      .catch(() => null);
    if (reply?.ok) this.#note({ t: 'accepted', what: what as 'edit', ...about });
  }
}
