/**
 * Gathers what a client says many times a second and hands it over in few pushes: at once when
 * it was quiet, otherwise every IPC_BATCH_MS. Nothing is reordered against other pushes: whoever
 * sends one calls `flush` first.
 *
 * A page that cannot keep up is not told more and more: once it has begun to say when it has drawn
 * the events that it was told, that is waited for, and one that took long is then left alone for as long again,
 * so that whoever sits before it is served in between.
 */
import type { ChatEvent } from '../../protocol/events';
import {
  IPC_BATCH_MS,
  IPC_DRAW_MS,
  IPC_EVENTS_MAX,
  IPC_PATIENCE_MS,
  STATE_CHUNK,
} from '../../protocol/limits';
import type { UserInfo } from '../../protocol/model';
import type { RoomView } from '../../protocol/views';
import type { Push } from '../ipc/push';

interface Clock {
  now(): number;
  after(ms: number, run: () => void): () => void;
}

const realClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export interface Batch {
  events(events: readonly ChatEvent[]): void;
  rooms(rooms: readonly RoomView[]): void;
  users(users: readonly UserInfo[]): void;
  members(room: string, users: readonly string[]): void;
  typing(room: string, user: string, on: boolean): void;
  flush(): void;
  /** A page shows the events that it was told last. */
  drawn(): void;
  /** Drops what waits: a whole view follows, or nobody listens any more. */
  clear(): void;
}

function* chunks<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}

export const createBatch = (server: () => string, push: Push, clock = realClock): Batch => {
  let events: ChatEvent[] = [];
  const rooms = new Map<string, RoomView>();
  const users = new Map<string, UserInfo>();
  const members = new Map<string, string[]>();
  const typing = new Map<string, { room: string; user: string; on: boolean }>();
  let cancel: (() => void) | null = null;
  let last = Number.NEGATIVE_INFINITY;
  /** Earliest time of the next push. */
  let due = Number.NEGATIVE_INFINITY;
  /** Whether pages say when they have drawn, and whether they are about to. */
  let answered = false;
  let drawing = false;

  const clear = () => {
    cancel?.();
    cancel = null;
    events = [];
    for (const map of [rooms, users, members, typing]) map.clear();
  };

  const flush = () => {
    if (!cancel) return;
    last = clock.now();
    drawing = answered && events.length > 0;
    due = last + (drawing ? IPC_PATIENCE_MS : IPC_BATCH_MS);
    const id = server();
    for (const part of chunks([...users.values()], STATE_CHUNK))
      push('users', { server: id, users: part });
    if (rooms.size > 0) push('rooms', { server: id, rooms: [...rooms.values()] });
    for (const [room, list] of members) push('members', { server: id, room, users: list });
    for (const part of chunks(events, IPC_EVENTS_MAX)) push('events', { server: id, events: part });
    for (const mark of typing.values()) push('typing', { server: id, ...mark });
    clear();
  };

  /** What arrives in the same turn goes into the same push, even after a quiet time. */
  const schedule = () => {
    if (cancel) return;
    cancel = clock.after(Math.max(0, due - clock.now()), flush);
  };

  const drawn = () => {
    answered = true;
    if (!drawing) return;
    drawing = false;
    const now = clock.now();
    const took = now - last;
    const rest = took > IPC_DRAW_MS ? Math.min(took, IPC_PATIENCE_MS) : 0;
    due = Math.max(last + IPC_BATCH_MS, now + rest);
    if (!cancel) return;
    cancel();
    cancel = null;
    schedule();
  };

  return {
    events(more) {
      events.push(...more);
      schedule();
    },
    rooms(more) {
      for (const room of more) rooms.set(room.id, room);
      schedule();
    },
    users(more) {
      for (const user of more) users.set(user.id, user);
      schedule();
    },
    members(room, list) {
      members.set(room, [...list]);
      schedule();
    },
    typing(room, user, on) {
      typing.set(`${room} ${user}`, { room, user, on });
      schedule();
    },
    flush,
    drawn,
    clear,
  };
};
