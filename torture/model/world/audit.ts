/** What must be true of the world: at every moment, and when everything has come right. */
import type { ChatEvent } from '../../../protocol/events';
import { LOBBY, type RoomId } from '../../../protocol/ids';
import { must } from '../violation';
import type { Seat } from './seat';
import type { World } from './world';

/** What one client wrote and has not taken back, by room, in order. */
export type Written = Map<RoomId, readonly string[]>;

/** What is shown, and what is held, is an unbroken part of the log; and the server broke no word. */
export function checkMoment({ seats, disk, house }: World): void {
  must(house.violations.length === 0, house.violations[0] ?? '');
  for (const { who, shown, store } of seats) {
    for (const [room, events] of shown) {
      const log = disk.written.filter((event) => event.room === room);
      for (const part of [events, store.read(room, { limit: 10_000 })]) {
        const start = log.findIndex(({ seq }) => seq === part[0]?.seq);
        const fits = part.every((event, i) => log[start + i]?.seq === event.seq);
        must(part.length === 0 || (start >= 0 && fits), `client ${who}: no part of ${room}`);
      }
    }
  }
}

const isIn = ({ client }: Seat, room: RoomId): boolean =>
  client.rooms().some(({ id, joined }) => id === room && joined);

/** Everybody is in, holds everything, and waits for nothing. */
export function isWhole({ seats, disk }: World): boolean {
  return seats.every(
    (seat) =>
      seat.client.status.state === 'online' &&
      seat.client.pendingMessages().every(({ state }) => state === 'failed') &&
      roomsOf(disk.written).every(
        (room) => !isIn(seat, room) || (seat.store.range(room)?.last ?? 0) === disk.head(room),
      ),
  );
}

export function checkEnd(world: World): void {
  const { disk, seats } = world;
  checkMoment(world);
  checkLog(disk.written);
  for (const seat of seats) {
    const { who, client } = seat;
    const { status } = client;
    must(status.state === 'online', `client ${who} is ${JSON.stringify(status)}`);
    must(isIn(seat, LOBBY), `client ${who} lost the lobby`);
    checkMessages(world, seat);
    for (const room of roomsOf(disk.written)) if (isIn(seat, room)) checkCopy(world, seat, room);
  }
}

/** Seqs rise, and each event names the one before. */
function checkLog(written: readonly ChatEvent[]): void {
  for (const room of roomsOf(written)) {
    let last = 0;
    for (const { seq, prev } of written.filter((event) => event.room === room)) {
      must(prev === last && seq > last, `${room}: ${seq} follows ${prev}, not ${last}`);
      last = seq;
    }
  }
}

/** What was written is in the log once, in order, or came back with a reason; and nothing else is. */
function checkMessages({ disk, written }: World, { who, client }: Seat): void {
  const failed = client.pendingMessages();
  for (const { state, text } of failed) must(state === 'failed', `client ${who} waits: ${text}`);
  const mine = written[who] ?? new Map();
  for (const room of new Set([...mine.keys(), ...roomsOf(disk.written)])) {
    const texts = mine.get(room) ?? [];
    const back = failed.filter((row) => row.room === room).map(({ text }) => text);
    const kept = disk.written.flatMap((event) =>
      event.kind === 'posted' && event.room === room && event.by === client.me?.id
        ? [event.text]
        : [],
    );
    const expected = texts.filter((text: string) => !back.includes(text));
    const same = JSON.stringify(kept) === JSON.stringify(expected);
    must(same, `client ${who} wrote ${expected}, ${room} has ${kept}`);
  }
}

/** Up to the head, and with every change folded as the server folds it. */
function checkCopy({ disk }: World, { who, store, shown }: Seat, room: RoomId): void {
  const held = store.read(room, { limit: 10_000 });
  const head = disk.head(room);
  must((store.range(room)?.last ?? 0) === head, `client ${who} holds less than ${room}`);
  must((shown.get(room)?.at(-1)?.seq ?? 0) === head, `client ${who} shows less than ${room}`);
  const first = held[0]?.seq ?? 0;
  const there = disk.read(room).filter(({ seq }) => seq >= first);
  for (const [i, event] of held.entries()) {
    const same = canonical(event) === canonical(there[i]);
    must(same, `client ${who}, ${room}: ${JSON.stringify(event)} is ${JSON.stringify(there[i])}`);
  }
}

export const roomsOf = (written: readonly ChatEvent[]): RoomId[] => [
  ...new Set(written.map(({ room }) => room)),
];

/** Fields in the order of their names: what is compared is what is said. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
