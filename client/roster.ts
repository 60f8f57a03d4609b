/**
 * Rooms, people, and who is in which room: folded from the server's state frames, and from events
 * that are newer than these. State frames carry whole values; after `welcome` they come anew, and
 * what they do not name any more is gone.
 */

import { handsAfter } from '../protocol/classroom';
import type { ServerFrame } from '../protocol/envelopes';
import type { ChatEvent } from '../protocol/events';
import type { RoomId, Seq, UserId } from '../protocol/ids';
import { NOTICES_MAX, PINS_MAX } from '../protocol/limits';
import type { RoomInfo, UserInfo } from '../protocol/model';
import type { Entered } from '../protocol/replies';

export type RosterFrame = Extract<
  ServerFrame,
  { t: 'rooms' | 'room-gone' | 'users' | 'user-gone' | 'members' }
>;

/** What a fold changed; empty lists for nothing. */
export interface RosterChange {
  rooms: RoomId[];
  roomsGone: RoomId[];
  users: UserId[];
  usersGone: UserId[];
  members: RoomId[];
}

interface Members {
  head: Seq;
  users: Set<UserId>;
}

const nothing = (): RosterChange => ({
  rooms: [],
  roomsGone: [],
  users: [],
  usersGone: [],
  members: [],
});

/** What a room keeps before everybody's eyes, after an event: its board and its announcements. */
function shownAfter(room: RoomInfo, event: ChatEvent): Pick<RoomInfo, 'pins' | 'notices'> {
  const { pins = [], notices = [] } = room;
  if (event.kind === 'pinned') {
    const others = pins.filter((seq) => seq !== event.target);
    return { pins: event.on ? [...others, event.target].slice(-PINS_MAX) : others };
  }
  if (event.kind === 'posted' && event.announce && !event.gone)
    return { notices: [...notices, event.seq].slice(-NOTICES_MAX) };
  if (event.kind === 'deleted' && notices.includes(event.target))
    return { notices: notices.filter((seq) => seq !== event.target) };
  return {};
}

export class Roster {
  readonly #rooms = new Map<RoomId, RoomInfo>();
  readonly #users = new Map<UserId, UserInfo>();
  readonly #members = new Map<RoomId, Members>();
  /** Between `welcome` and `ready`: what the server has named so far. */
  #named: { rooms: Set<RoomId>; users: Set<UserId> } | null = null;

  /** As remembered from the last visit; nobody is known to be there. */
  load(
    rooms: readonly RoomInfo[],
    users: readonly UserInfo[],
    members: (room: RoomId) => readonly UserId[],
  ): void {
    for (const room of rooms) {
      this.#rooms.set(room.id, room);
      this.#members.set(room.id, { head: 0, users: new Set(members(room.id)) });
    }
    for (const user of users) this.#users.set(user.id, { ...user, presence: 'offline' });
  }

  rooms(): RoomInfo[] {
    return [...this.#rooms.values()];
  }

  room(id: RoomId): RoomInfo | undefined {
    return this.#rooms.get(id);
  }

  users(): UserInfo[] {
    return [...this.#users.values()];
  }

  user(id: UserId): UserInfo | undefined {
    return this.#users.get(id);
  }

  members(room: RoomId): UserId[] {
    return [...(this.#members.get(room)?.users ?? [])];
  }

  begin(): void {
    this.#named = { rooms: new Set(), users: new Set() };
  }

  /** The state is complete: everything counts as changed. */
  complete(): RosterChange {
    const named = this.#named;
    this.#named = null;
    const change = nothing();
    for (const id of [...this.#rooms.keys()]) {
      if (named?.rooms.has(id)) continue;
      this.#dropRoom(id);
      change.roomsGone.push(id);
    }
    for (const id of [...this.#users.keys()]) {
      if (named?.users.has(id)) continue;
      this.#users.delete(id);
      change.usersGone.push(id);
    }
    change.rooms = [...this.#rooms.keys()];
    change.users = [...this.#users.keys()];
    change.members = change.rooms.filter((id) => this.#rooms.get(id)?.joined);
    return change;
  }

  frame(frame: RosterFrame): RosterChange {
    const change = nothing();
    if (frame.t === 'rooms') {
      for (const room of frame.rooms) this.#putRoom(room, change);
    } else if (frame.t === 'users') {
      for (const user of frame.users) this.putUser(user, change);
    } else if (frame.t === 'room-gone') {
      if (this.#rooms.has(frame.room)) change.roomsGone.push(frame.room);
      this.#dropRoom(frame.room);
    } else if (frame.t === 'user-gone') {
      change.usersGone = frame.users.filter((id) => this.#users.delete(id));
    } else {
      const known = this.#members.get(frame.room);
      const users = frame.first || !known ? new Set<UserId>() : known.users;
      for (const id of frame.users) users.add(id);
      this.#members.set(frame.room, { head: frame.head, users });
      change.members.push(frame.room);
    }
    return change;
  }

  /** The reply to joining, creating, or opening a room of two; a crowd's rest follows in frames. */
  entered({ room, members }: Entered): RosterChange {
    const change = nothing();
    this.#putRoom({ ...room, joined: true }, change);
    this.#members.set(room.id, { head: room.head, users: new Set(members) });
    change.members.push(room.id);
    return change;
  }

  left(id: RoomId): RosterChange {
    const room = this.#rooms.get(id);
    const change = nothing();
    if (room?.joined) this.#putRoom({ ...room, joined: false }, change);
    return change;
  }

  putUser(user: UserInfo, change = nothing()): RosterChange {
    this.#named?.users.add(user.id);
    this.#users.set(user.id, user);
    change.users.push(user.id);
    return change;
  }

  /** Events of one room in order; those that the last state already covers change nothing. */
  events(id: RoomId, events: readonly ChatEvent[]): RosterChange {
    const change = nothing();
    for (const event of events) {
      this.#toMembers(event, change);
      this.#toRoom(event, change);
    }
    change.rooms = change.rooms.length > 0 ? [id] : [];
    change.members = change.members.length > 0 ? [id] : [];
    return change;
  }

  #toRoom(event: ChatEvent, change: RosterChange): void {
    const room = this.#rooms.get(event.room);
    if (!room || event.seq <= room.head) return;
    const next = { ...room, head: event.seq };
    if (event.kind === 'topic') next.topic = event.topic;
    if (event.kind === 'access') next.access = event.access;
    Object.assign(next, shownAfter(room, event));
    if (event.kind === 'rules') next.rules = event.rules;
    if (event.kind === 'titled') next.name = event.title;
    next.hands = [...handsAfter(room.hands ?? [], event)];
    if (event.kind === 'created' && room.kind === 'room') next.name = event.title;
    this.#rooms.set(room.id, next);
    change.rooms.push(room.id);
  }

  #toMembers(event: ChatEvent, change: RosterChange): void {
    const members = this.#members.get(event.room);
    if (!members || event.seq <= members.head) return;
    members.head = event.seq;
    if (event.kind === 'joined') members.users.add(event.by);
    else if (event.kind === 'left') members.users.delete(event.by);
    else if (event.kind === 'kicked') members.users.delete(event.user);
    else if (event.kind === 'renamed') {
      const user = this.#users.get(event.by);
      if (user && user.name !== event.name) this.putUser({ ...user, name: event.name }, change);
      return;
    } else return;
    change.members.push(event.room);
  }

  #putRoom(room: RoomInfo, change: RosterChange): void {
    this.#named?.rooms.add(room.id);
    // Events may have overtaken what was gathered before them.
    const head = Math.max(room.head, this.#rooms.get(room.id)?.head ?? 0);
    this.#rooms.set(room.id, room.joined && !this.#named ? { ...room, head } : room);
    change.rooms.push(room.id);
  }

  #dropRoom(id: RoomId): void {
    this.#rooms.delete(id);
    this.#members.delete(id);
  }
}
