/** Members in rooms, and a closed loop of what they say. */
import { ownShare } from '../lib/machine';
import { pause } from '../lib/stats';
import type { ServerProcess } from '../server-process';
import { type Member, SizedMember, type Wire } from './member';

export interface Shape {
  readonly rooms: number;
  /** In each room. */
  readonly members: number;
  /** Of them; fewer where a room is that small, as one only listens. */
  readonly senders: number;
  /** Messages of each sender on their way. */
  readonly inFlight: number;
}

export interface Measured {
  readonly deliveries: number;
  readonly seconds: number;
  /** Seconds that the server's process worked. */
  readonly cpu: number;
  /** Share of its core that the load used, 0 to 1. */
  readonly load: number;
}

/** Coming in at the same time; more would only queue in the kernel. */
const AT_ONCE = 50;
const QUIET_MS = 150;
const LOOK_MS = 25;
const SETTLE_MS = 60_000;

class Room {
  private owed = 0;
  private seen = 0;
  private next = 0;
  private going = false;
  sent = 0;

  constructor(
    readonly members: readonly Member[],
    readonly senders: readonly Member[],
    private readonly echo: boolean,
  ) {
    this.witness.onTaken = () => this.goOn();
  }

  /** The last one only listens: what came there has come. */
  private get witness(): Member {
    return this.members.at(-1) as Member;
  }

  /** How many arrived at all of them together. */
  get received(): number {
    let sum = 0;
    for (const member of this.members) sum += member.received();
    return sum;
  }

  get expected(): number {
    return this.sent * (this.members.length - (this.echo ? 0 : 1));
  }

  forget(): void {
    for (const member of this.members) member.forget();
    this.sent = 0;
    this.seen = 0;
    this.owed = 0;
  }

  begin(inFlight: number): void {
    this.going = true;
    for (const sender of this.senders) this.say(sender, inFlight);
  }

  end(): void {
    this.going = false;
  }

  say(sender: Member, count: number): void {
    this.sent += count;
    sender.send(count);
  }

  /** For each that came, another one goes out, by turns. */
  private goOn(): void {
    if (!this.going) return;
    const seen = this.witness.received();
    this.owed += seen - this.seen;
    this.seen = seen;
    const { senders } = this;
    while (this.owed > 0) {
      const share = Math.ceil(this.owed / senders.length);
      const sender = senders[this.next % senders.length] as Member;
      this.next += 1;
      this.owed -= share;
      this.say(sender, share);
    }
  }
}

export class Crowd {
  private constructor(
    private readonly server: ServerProcess,
    private readonly rooms: readonly Room[],
  ) {}

  /** Everybody comes in; then each sender says one thing, and everybody must get it. */
  static async gather(server: ServerProcess, wire: Wire, shape: Shape): Promise<Crowd> {
    const members: Member[][] = Array.from({ length: shape.rooms }, () => []);
    const enter = async (room: number, place: number) => {
      const index = room * shape.members + place;
      const member = await wire.enter(server.port, {
        index,
        room,
        first: place === 0,
        only: shape.rooms === 1,
      });
      (members[room] as Member[])[place] = member;
    };
    const all = members.flatMap((_, room) =>
      Array.from({ length: shape.members }, (__, place) => [room, place] as const),
    );
    for (let i = 0; i < all.length; i += AT_ONCE) {
      await Promise.all(all.slice(i, i + AT_ONCE).map(([room, place]) => enter(room, place)));
    }
    const speaking = Math.min(shape.senders, shape.members - 1);
    const rooms = members.map((some) => new Room(some, some.slice(0, speaking), wire.echo));
    const crowd = new Crowd(server, rooms);
    await crowd.settle();
    await crowd.learn(wire.echo);
    return crowd;
  }

  get everybody(): Member[] {
    return this.rooms.flatMap((room) => room.members);
  }

  get received(): number {
    return this.rooms.reduce((sum, room) => sum + room.received, 0);
  }

  async measure(inFlight: number, warmUpMs: number, measureMs: number): Promise<Measured> {
    for (const room of this.rooms) room.forget();
    for (const room of this.rooms) room.begin(inFlight);
    await pause(warmUpMs);
    const before = { deliveries: this.received, cpu: this.server.cpu(), at: performance.now() };
    const load = await ownShare(() => pause(measureMs));
    const seconds = (performance.now() - before.at) / 1000;
    const cpu = this.server.cpu() - before.cpu;
    const deliveries = this.received - before.deliveries;
    for (const room of this.rooms) room.end();
    await this.complete();
    return { deliveries, seconds, cpu, load };
  }

  /** Waits until everybody got everything; throws when something is missing or too much. */
  async complete(): Promise<void> {
    const trouble = () => this.everybody.find((member) => member.trouble)?.trouble;
    const there = () => this.rooms.every(({ received, expected }) => received >= expected);
    await until(() => there() || trouble() !== undefined);
    if (trouble()) throw new Error(`a member ${trouble()}`);
    for (const { received, expected } of this.rooms) {
      if (received !== expected) throw new Error(`${received} of ${expected} deliveries came`);
    }
  }

  forget(): void {
    for (const room of this.rooms) room.forget();
  }

  /** `taken` is told how many came so far to the one in the first room who only listens. */
  watch(taken: (count: number) => void): void {
    const witness = this.rooms[0]?.members.at(-1) as Member;
    witness.onTaken = () => taken(witness.received());
  }

  /** One after another says all of `count` messages at once. */
  sayAtOnce(count: number): void {
    for (const room of this.rooms) room.say(room.senders[0] as Member, count);
  }

  /** Says `count` messages now, by turns from every room's senders. */
  sayByTurns(count: number, from: number): void {
    for (let i = 0; i < count; i += 1) {
      const room = this.rooms[(from + i) % this.rooms.length] as Room;
      const turn = Math.floor((from + i) / this.rooms.length);
      room.say(room.senders[turn % room.senders.length] as Member, 1);
    }
  }

  leave(): void {
    for (const member of this.everybody) member.close();
  }

  /** Until nothing came for a while. */
  private async settle(): Promise<void> {
    const { everybody } = this;
    const state = () =>
      everybody.reduce((sum, m) => sum + (m instanceof SizedMember ? m.heard : m.received()), 0);
    const end = performance.now() + SETTLE_MS;
    let [last, quiet] = [state(), 0];
    while (quiet < QUIET_MS && performance.now() < end) {
      await pause(LOOK_MS);
      const now = state();
      quiet = now === last ? quiet + LOOK_MS : 0;
      last = now;
    }
  }

  /** How long a message is on wires where all of them have the same length. */
  private async learn(echo: boolean): Promise<void> {
    this.forget();
    for (const room of this.rooms) for (const sender of room.senders) room.say(sender, 1);
    const sizes = () =>
      this.rooms.flatMap(({ members, senders }) =>
        members.flatMap((member, i) => {
          const count = senders.length - (i < senders.length && !echo ? 1 : 0);
          return member instanceof SizedMember && count > 0 ? [member.heard / count] : [];
        }),
      );
    const agreed = () => {
      const [first = 1, ...others] = sizes();
      return first > 0 && Number.isInteger(first) && others.every((size) => size === first);
    };
    await this.settle();
    await until(agreed);
    if (!agreed()) throw new Error(`members got other things: ${[...new Set(sizes())]} bytes`);
    const [size = 0] = sizes();
    for (const member of this.everybody) if (member instanceof SizedMember) member.size = size;
    await this.complete();
  }
}

/** Or until it is given up. */
async function until(there: () => boolean): Promise<void> {
  const end = performance.now() + SETTLE_MS;
  while (!there() && performance.now() < end) await pause(LOOK_MS);
}
