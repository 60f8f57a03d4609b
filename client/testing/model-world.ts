/**
 * Clients, network and server of the property test, the things that can happen to them, and what
 * must be true at every moment and in the end (docs/PROTOCOL.md "Delivery").
 */
import type { ChatEvent } from '../../protocol/events';
import type { RoomId } from '../../protocol/ids';
import type { ChatClient, ClientStore } from '../api';
import type { Connector } from '../socket/channel';
import { MemoryStore } from '../store/memory-store';
import { FakeClock, nextTurn } from './fake-clock';
import { modelClient } from './model-client';
import { type Line, modelConnector } from './model-net';
import { type Flaws, MODEL_ROOMS, ModelServer, REFUSED } from './model-server';

export type Happening =
  | { do: 'post'; who: number; room: number; refused: boolean }
  | { do: 'say'; room: number }
  | { do: 'flow'; who: number; up: number; down: number }
  /** `client` and `server`: only that side is told. */
  | { do: 'cut'; who: number; told: 'both' | 'client' | 'server' }
  | { do: 'late'; line: number; bytes: number }
  | { do: 'wait'; ms: number }
  | { do: 'kill-server' }
  | { do: 'start-server' }
  | { do: 'kill-client'; who: number }
  | { do: 'take-back'; who: number }
  | { do: 'slow-down'; times: number }
  | { do: 'lose'; events: number }
  | { do: 'double'; events: number };

export const CLIENTS = 2;
const LINES_MAX = 40;
/** Long enough for any silence to be noticed and any back-off to pass. */
const HEAL_STEPS = 120;
const HEAL_STEP_MS = 2_000;

/** A store that dies as a process does: what it has not kept is gone. */
export interface MortalStore extends ClientStore {
  crash?(): void;
}

export interface WorldOptions {
  flaws: Flaws;
  /** Planted flaws of the client's own parts. */
  store?: () => MortalStore;
  wire?: (connect: Connector) => Connector;
}

interface Seat {
  store: MortalStore;
  /** From now on this process reaches its file no more. */
  die(): void;
  client: ChatClient;
  line: Line | null;
  /**
   * A process that was killed leaves bytes behind of which the next one knows nothing: these may
   * replace it, and a person is asked. Then they press the button.
   */
  presses: number;
  /** What it has shown, by room. */
  shown: Map<RoomId, ChatEvent[]>;
}

export class Violation extends Error {}

const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Violation(what);
};

export class World {
  readonly clock = new FakeClock();
  readonly server: ModelServer;
  readonly #seats: Seat[] = [];
  readonly #lines: Line[] = [];
  /** What each client wrote and has not taken back, by room, in order. */
  readonly #written: Map<RoomId, string[]>[] = [];
  #count = 0;

  constructor(private readonly options: WorldOptions) {
    this.server = new ModelServer(this.clock, options.flaws);
    for (let who = 0; who < CLIENTS; who += 1) {
      this.#written.push(new Map(MODEL_ROOMS.map((room) => [room, []])));
      this.#seats.push(this.#sit(who, (options.store ?? (() => new MemoryStore()))()));
    }
  }

  async happen(happening: Happening): Promise<void> {
    await this.#act(happening);
    await nextTurn();
    this.#checkShown();
  }

  /** The server is up and the network works: everything must come right by itself. */
  async heal(): Promise<void> {
    this.server.slowDowns = 0;
    this.server.lose = 0;
    this.server.double = 0;
    this.server.restart();
    for (let i = 0; i < HEAL_STEPS; i += 1) {
      await this.#flowAll();
      for (const seat of this.#seats) this.#press(seat);
      if (this.#isWhole() && i > 0) break;
      await this.clock.advance(HEAL_STEP_MS);
      this.#checkShown();
    }
    this.#checkEnd();
  }

  async close(): Promise<void> {
    for (const { client } of this.#seats) await client.close();
  }

  #sit(who: number, store: MortalStore): Seat {
    const connect = modelConnector(
      () => this.clock.now(),
      (line) => {
        seat.line = line;
        this.#lines.push(line);
        if (this.#lines.length > LINES_MAX) this.#lines.shift();
        return this.server.accept(line);
      },
    );
    const { hold, die } = holdOn(store);
    const client = modelClient(who, hold, {
      clock: this.clock,
      connect: this.options.wire?.(connect) ?? connect,
    });
    const shown = new Map(MODEL_ROOMS.map((room) => [room, store.read(room, { limit: 10_000 })]));
    const seat: Seat = { store, die, client, line: null, presses: 0, shown };
    client.on('events', (events) => {
      for (const event of events) shown.get(event.room)?.push(event);
    });
    client.connect();
    return seat;
  }

  #seat(who: number): Seat {
    return this.#seats[who % CLIENTS] as Seat;
  }

  async #act(it: Happening): Promise<void> {
    switch (it.do) {
      case 'post':
        return this.#post(it);
      case 'say':
        if (this.server.up)
          this.server.say(MODEL_ROOMS[it.room % 2] as RoomId, `밖 ${this.#next()}`);
        return;
      case 'flow': {
        const { line } = this.#seat(it.who);
        line?.flowUp(it.up);
        line?.flowDown(it.down);
        this.server.settle();
        return;
      }
      case 'cut': {
        const { line } = this.#seat(it.who);
        if (it.told !== 'server') line?.endClient();
        if (it.told !== 'client') line?.endServer();
        return;
      }
      case 'late':
        return this.#lines[it.line % Math.max(1, this.#lines.length)]?.flowUp(it.bytes);
      case 'wait':
        return this.clock.advance(it.ms);
      case 'kill-server':
        return this.server.kill();
      case 'start-server':
        return this.server.restart();
      case 'kill-client':
        return this.#killClient(it.who % CLIENTS);
      case 'take-back':
        return this.#takeBack(it.who % CLIENTS);
      case 'slow-down':
        this.server.slowDowns = it.times;
        return;
      case 'lose':
        this.server.lose = it.events;
        return;
      case 'double':
        this.server.double = it.events;
    }
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }

  async #post(it: Extract<Happening, { do: 'post' }>): Promise<void> {
    const room = MODEL_ROOMS[it.room % 2] as RoomId;
    const text = `${it.refused ? REFUSED : ''}말 ${this.#next()}`;
    await this.#seat(it.who).client.post(room, text);
    this.#written[it.who % CLIENTS]?.get(room)?.push(text);
  }

  /** Without a word to anybody, and at once another process on the same file. */
  #killClient(who: number): void {
    const { client, store, line, die } = this.#seat(who);
    die();
    client.disconnect();
    store.crash?.();
    line?.endClient();
    const seat = this.#sit(who, store);
    seat.presses = 1;
    this.#seats[who] = seat;
  }

  #press(seat: Seat): void {
    const { status } = seat.client;
    if (status.state !== 'offline' || status.why !== 'replaced' || seat.presses === 0) return;
    seat.presses -= 1;
    seat.client.retryNow();
  }

  #takeBack(who: number): void {
    const { client } = this.#seat(who);
    const row = client.pendingMessages().findLast(({ state }) => state === 'queued');
    if (!row) return;
    client.deletePending(row.id);
    if (client.pendingMessages().some(({ id }) => id === row.id)) return;
    const written = this.#written[who]?.get(row.room);
    written?.splice(written.indexOf(row.text), 1);
  }

  async #flowAll(): Promise<void> {
    for (let i = 0; i < 200; i += 1) {
      const before = this.#traffic();
      for (const line of this.#lines) {
        line.flowUp(Number.MAX_SAFE_INTEGER);
        line.flowDown(Number.MAX_SAFE_INTEGER);
      }
      this.server.settle();
      await nextTurn();
      if (before === this.#traffic()) return;
    }
  }

  #traffic(): string {
    const clients = this.#seats.map(({ client, shown }) => [
      client.status.state,
      client.pendingMessages().length,
      [...shown.values()].map((events) => events.length),
    ]);
    return JSON.stringify([clients, this.#lines.map((line) => line.waiting)]);
  }

  #isWhole(): boolean {
    return this.#seats.every(
      ({ client, shown }) =>
        client.status.state === 'online' &&
        client.pendingMessages().every(({ state }) => state === 'failed') &&
        MODEL_ROOMS.every((room) => (shown.get(room)?.at(-1)?.seq ?? 0) === this.server.head(room)),
    );
  }

  /** What is shown, and what is held, is at every moment an unbroken part of the log. */
  #checkShown(): void {
    for (const { shown, store } of this.#seats) {
      for (const room of MODEL_ROOMS) {
        const log = this.server.committed.get(room) ?? [];
        for (const events of [shown.get(room) ?? [], store.read(room, { limit: 10_000 })]) {
          const start = log.findIndex(({ seq }) => seq === events[0]?.seq);
          const fits = events.every((event, i) => log[start + i]?.seq === event.seq);
          must(events.length === 0 || (start >= 0 && fits), `not a part of the log of ${room}`);
        }
      }
    }
  }

  #checkEnd(): void {
    const mine = (client: ChatClient, event: ChatEvent) => event.by === client.me?.id;
    this.#seats.forEach(({ client, shown, store }, who) => {
      must(client.status.state === 'online', `client ${who} is ${client.status.state}`);
      const failed = client.pendingMessages();
      must(
        failed.every(({ state, text }) => state === 'failed' && text.startsWith(REFUSED)),
        `client ${who} still waits: ${JSON.stringify(failed)}`,
      );
      for (const room of MODEL_ROOMS) {
        const log = this.server.committed.get(room) ?? [];
        const texts = log.filter((event) => mine(client, event)).map(textOf);
        const written = this.#written[who]?.get(room) ?? [];
        const accepted = written.filter((text) => !text.startsWith(REFUSED));
        must(
          JSON.stringify(texts) === JSON.stringify(accepted),
          `client ${who} wrote ${accepted}, the log has ${texts}`,
        );
        const refused = failed.filter((row) => row.room === room).map(({ text }) => text);
        const bad = written.filter((text) => text.startsWith(REFUSED));
        must(JSON.stringify(refused) === JSON.stringify(bad), `client ${who} lost a refusal`);
        const head = this.server.head(room);
        must((shown.get(room)?.at(-1)?.seq ?? 0) === head, `client ${who} shows less than ${room}`);
        must((store.range(room)?.last ?? 0) === head, `client ${who} holds less than ${room}`);
      }
    });
  }
}

/** One process's hold on a file, which ends with the process. */
function holdOn(store: ClientStore): { hold: ClientStore; die(): void } {
  let dead = false;
  const hold = new Proxy(store, {
    get(file, name: keyof ClientStore) {
      return (...args: unknown[]) => {
        if (dead) throw new Error('this process is gone');
        return (file[name] as (...args: unknown[]) => unknown).apply(file, args);
      };
    },
  });
  return {
    hold,
    die: () => {
      dead = true;
    },
  };
}

const textOf = (event: ChatEvent): string => (event.kind === 'posted' ? event.text : '');
