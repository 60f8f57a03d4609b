/**
 * Real clients and a real server in one process, with time, disks and lines that the test holds in
 * its hand; what can happen to them; and what must be true at every moment and in the end
 * (docs/PROTOCOL.md "Delivery").
 */
import type { ClientStore } from '../../../client/api';
import { MemoryStore } from '../../../client/store/memory-store';
import { FakeClock, nextTurn } from '../../../client/testing/fake-clock';
import { type Line, modelConnector } from '../../../client/testing/model-net';
import { LOBBY, type RoomId } from '../../../protocol/ids';
import { must } from '../violation';
import { checkEnd, checkMoment, isWhole, roomsOf, type Written } from './audit';
import { Disk } from './disk';
import { fakeTime } from './fake-time';
import type { Happening } from './happenings';
import { House, SECOND_ROOM } from './house';
import { CLIENTS, type Portions, type Seat, takeSeat } from './seat';

const LINES_MAX = 40;
/** Long enough for any silence to be noticed and any back-off to pass. */
const HEAL_STEPS = 150;
const HEAL_STEP_MS = 2_000;
/** What follows from one thing without time passing: commits, answers, promises. */
const TURNS = 4;
/** Nobody is in it, so that posts to it are refused for good. */
const NOWHERE: RoomId = 'rnowhere';

export class World {
  readonly clock = new FakeClock();
  readonly disk = new Disk();
  readonly house = new House(this.disk, this.clock);
  readonly seats: Seat[] = [];
  readonly written: Written[] = [];
  readonly #lines: Line[] = [];
  #count = 0;
  #restoreTime: () => void = () => {};

  constructor(
    private readonly portions: Portions,
    private readonly newStore: (who: number) => ClientStore = () => new MemoryStore(),
  ) {}

  async open(): Promise<void> {
    this.#restoreTime = fakeTime(this.clock);
    await this.house.start();
    for (let who = 0; who < CLIENTS; who += 1) {
      this.written.push(new Map());
      this.seats.push(this.#sit(who, this.newStore(who)));
    }
    await this.#flowAll();
    for (const { client } of this.seats)
      this.#ask(client.submit({ verb: 'join', room: SECOND_ROOM }));
    await this.#flowAll();
  }

  async happen(happening: Happening): Promise<void> {
    await this.#act(happening);
    await settle();
    checkMoment(this);
  }

  /** Server and disks are well and the network works: everything must come right by itself. */
  async heal(): Promise<void> {
    this.house.lose = 0;
    this.house.double = 0;
    this.disk.recover();
    await this.house.start();
    for (let i = 0; i < HEAL_STEPS; i += 1) {
      await this.#flowAll();
      for (const seat of this.seats) press(seat);
      if (i > 0 && isWhole(this)) break;
      await this.clock.advance(HEAL_STEP_MS, settle);
      checkMoment(this);
    }
    checkEnd(this);
  }

  async close(): Promise<void> {
    try {
      for (const { client } of this.seats) await client.close();
      this.house.kill();
    } finally {
      this.#restoreTime();
    }
  }

  /** By number: 0 is the lobby. */
  room(number: number): RoomId {
    return number % 2 === 0 ? LOBBY : (this.house.hub?.findRoom(SECOND_ROOM) ?? this.#second);
  }

  /** Its id, also while nobody can be asked. */
  get #second(): RoomId {
    return this.disk.written.find(({ room }) => room !== LOBBY)?.room ?? NOWHERE;
  }

  #sit(who: number, store: ClientStore): Seat {
    const connect = modelConnector(
      () => this.clock.now(),
      (line) => {
        const seat = this.seats[who];
        if (seat) seat.line = line;
        this.#lines.push(line);
        if (this.#lines.length > LINES_MAX) this.#lines.shift();
        return this.house.accept(line);
      },
    );
    const rooms = roomsOf(this.disk.written);
    return takeSeat({ who, store, clock: this.clock, connect, portions: this.portions, rooms });
  }

  async #act(it: Happening): Promise<void> {
    const { house, disk } = this;
    const seat = 'who' in it ? (this.seats[it.who % CLIENTS] as Seat) : null;
    switch (it.do) {
      case 'say':
        return house.say(this.room(it.room), `밖 ${this.#next()}`);
      case 'late':
        return this.#lines[it.line % Math.max(1, this.#lines.length)]?.flowUp(it.bytes);
      case 'wait':
        return this.clock.advance(it.ms, settle);
      case 'kill-server':
        return house.kill();
      case 'stop-server':
        return house.stop();
      case 'start-server':
        return house.start();
      case 'slow-disk':
        return disk.slowDown();
      case 'disk-fails':
        return disk.failNext();
      case 'disk-recovers':
        return disk.recover();
      case 'lose':
        house.lose = it.events;
        return;
      case 'double':
        house.double = it.events;
        return;
      default:
        if (seat) await this.#actOf(seat, it);
    }
  }

  async #actOf(seat: Seat, it: Happening): Promise<void> {
    const { client, line, store } = seat;
    switch (it.do) {
      case 'post':
        return this.#post(seat, it.refused ? NOWHERE : this.room(it.room));
      case 'change':
        return this.#change(seat, it);
      case 'leave':
        return this.#ask(client.submit({ verb: 'leave', room: this.room(1) }));
      case 'join':
        return this.#ask(client.submit({ verb: 'join', room: SECOND_ROOM }));
      case 'flow':
        line?.flowUp(it.up);
        await settle();
        line?.flowDown(it.down);
        return;
      case 'cut':
        if (it.told !== 'server') line?.endClient();
        if (it.told !== 'client') line?.endServer();
        return;
      case 'client-disk-fails':
        return seat.failNext();
      case 'take-back':
        return this.#takeBack(seat);
      case 'kill-client':
        seat.die();
        client.disconnect();
        line?.endClient();
        this.seats[seat.who] = { ...this.#sit(seat.who, store), presses: seat.presses + 1 };
    }
  }

  async #post({ client, who }: Seat, room: RoomId): Promise<void> {
    const text = `말 ${this.#next()}`;
    await client.post(room, text);
    const written = this.written[who];
    written?.set(room, [...(written.get(room) ?? []), text]);
  }

  /** Of one of the newest messages that it holds. */
  #change({ client, store }: Seat, it: Extract<Happening, { do: 'change' }>): void {
    const room = this.room(it.room);
    const held = store.read(room, { limit: 200 }).filter(({ kind }) => kind === 'posted');
    const target = held.at(-1 - it.back)?.seq;
    if (target === undefined) return;
    const about = { room, target };
    if (it.how === 'edit')
      this.#ask(client.submit({ verb: 'edit', ...about, text: `고침 ${this.#next()}` }));
    else if (it.how === 'delete') this.#ask(client.submit({ verb: 'delete', ...about }));
    else this.#ask(client.submit({ verb: 'react', ...about, emoji: '👍', on: it.how === 'react' }));
  }

  #takeBack({ client, who }: Seat): void {
    const row = client.pendingMessages().findLast(({ state }) => state === 'queued');
    if (!row) return;
    client.deletePending(row.id);
    if (client.pendingMessages().some(({ id }) => id === row.id)) return;
    const texts = this.written[who]?.get(row.room) ?? [];
    this.written[who]?.set(
      row.room,
      texts.filter((text) => text !== row.text),
    );
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }

  /** Without a connection there is no answer, and none is needed. */
  #ask(reply: Promise<unknown>): void {
    reply.catch(() => {});
  }

  async #flowAll(): Promise<void> {
    for (let i = 0; i < 200; i += 1) {
      const before = this.#traffic();
      for (const line of this.#lines) {
        line.flowUp(Number.MAX_SAFE_INTEGER);
        line.flowDown(Number.MAX_SAFE_INTEGER);
      }
      await settle();
      if (before === this.#traffic()) return;
    }
    must(false, 'it never comes to rest');
  }

  #traffic(): string {
    const clients = this.seats.map(({ client, shown }) => [
      client.status.state,
      client.pendingMessages().length,
      [...shown.values()].map((events) => events.length),
    ]);
    return JSON.stringify([clients, this.#lines.map((line) => line.waiting)]);
  }
}

function press(seat: Seat): void {
  const { status } = seat.client;
  if (status.state !== 'offline' || status.why !== 'replaced' || seat.presses === 0) return;
  seat.presses -= 1;
  seat.client.retryNow();
}

async function settle(): Promise<void> {
  for (let i = 0; i < TURNS; i += 1) await nextTurn();
}
