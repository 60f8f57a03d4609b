/** Rooms, who is in them and who may come in: folded from events, and from facts for passwords. */
import type { ChatEvent } from '../../protocol/events';
import { isGuest, LOBBY, type RoomId, type UserId } from '../../protocol/ids';
import type { Access } from '../../protocol/model';
import { roomKey } from '../../protocol/names';
import type { Fact } from './facts';

export interface Room {
  readonly id: RoomId;
  readonly kind: 'room' | 'direct';
  /** Empty in a direct room, which is named after whoever looks at it. */
  name: string;
  topic: string;
  access: Access;
  owner: UserId | null;
  passwordHash: string | null;
  readonly members: Set<UserId>;
  readonly invited: Set<UserId>;
  /** The two of a direct room under their last names, kept when one of them is gone. */
  readonly pair: Map<UserId, string>;
}

export interface Rooms {
  readonly byId: Map<RoomId, Room>;
  /** By the name as it is compared; direct rooms have none. */
  readonly byName: Map<string, RoomId>;
  readonly ofUser: Map<UserId, Set<RoomId>>;
}

/** The lobby is there before anything has happened, and nobody owns it. */
export function emptyRooms(): Rooms {
  const rooms: Rooms = { byId: new Map(), byName: new Map(), ofUser: new Map() };
  addRoom(rooms, LOBBY).name = LOBBY;
  rooms.byName.set(roomKey(LOBBY), LOBBY);
  return rooms;
}

export function foldRoomEvent(rooms: Rooms, event: ChatEvent): void {
  const room = rooms.byId.get(event.room) ?? addRoom(rooms, event.room);
  switch (event.kind) {
    case 'created':
      room.name = event.title;
      room.access = event.access;
      room.owner = room.kind === 'direct' ? null : event.by;
      if (room.kind === 'room') rooms.byName.set(roomKey(event.title), room.id);
      return;
    case 'joined':
      room.members.add(event.by);
      if (isGuest(event.by)) room.invited.delete(event.by);
      if (room.kind === 'direct') room.pair.set(event.by, event.name);
      roomsOf(rooms, event.by).add(room.id);
      return;
    case 'left': {
      room.members.delete(event.by);
      const theirs = rooms.ofUser.get(event.by);
      theirs?.delete(room.id);
      if (theirs?.size === 0) rooms.ofUser.delete(event.by);
      return;
    }
    case 'topic':
      room.topic = event.topic;
      return;
    case 'access':
      room.access = event.access;
      return;
    case 'invited':
      room.invited.add(event.user);
      return;
    case 'renamed':
      if (room.pair.has(event.by)) room.pair.set(event.by, event.name);
      return;
    case 'posted':
      return;
  }
}

export function foldRoomFact(rooms: Rooms, fact: Fact): void {
  if (fact.type !== 'password') return;
  const room = rooms.byId.get(fact.room) ?? addRoom(rooms, fact.room);
  room.passwordHash = fact.hash;
}

export const roomNamed = (rooms: Rooms, name: string): Room | undefined =>
  rooms.byId.get(rooms.byName.get(roomKey(name)) ?? '');

const NONE: ReadonlySet<RoomId> = new Set();
export const roomIdsOf = (rooms: Rooms, user: UserId): ReadonlySet<RoomId> =>
  rooms.ofUser.get(user) ?? NONE;

/** Whether the two have a room in common; costs what the one with fewer rooms is in. */
export function shareRoom(rooms: Rooms, one: UserId, other: UserId): boolean {
  const a = roomIdsOf(rooms, one);
  const b = roomIdsOf(rooms, other);
  const [fewer, more] = a.size < b.size ? [a, b] : [b, a];
  for (const room of fewer) if (more.has(room)) return true;
  return false;
}

/** The other one of a direct room. */
export function peerOf(room: Room, user: UserId): { id: UserId; name: string } | null {
  for (const [id, name] of room.pair) if (id !== user) return { id, name };
  return null;
}

function roomsOf(rooms: Rooms, user: UserId): Set<RoomId> {
  let theirs = rooms.ofUser.get(user);
  if (!theirs) {
    theirs = new Set();
    rooms.ofUser.set(user, theirs);
  }
  return theirs;
}

function addRoom(rooms: Rooms, id: RoomId): Room {
  const room: Room = {
    id,
    kind: id.startsWith('d') ? 'direct' : 'room',
    name: '',
    topic: '',
    access: id.startsWith('d') ? 'invite' : 'open',
    owner: null,
    passwordHash: null,
    members: new Set(),
    invited: new Set(),
    pair: new Map(),
  };
  rooms.byId.set(id, room);
  return room;
}
