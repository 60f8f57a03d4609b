/** Rooms, who is in them and who may come in: folded from events, and from facts for passwords. */
import { handsAfter } from '../../protocol/classroom';
import type { ChatEvent } from '../../protocol/events';
import { isGuest, LOBBY, type RoomId, type Seq, type UserId } from '../../protocol/ids';
import { NOTICES_MAX } from '../../protocol/limits';
import type { Access } from '../../protocol/model';
import { roomKey } from '../../protocol/names';
import { NO_RULES, type RoomRules } from '../../protocol/rules';
import type { Fact } from './facts';

export interface Room {
  readonly id: RoomId;
  readonly kind: 'room' | 'direct';
  /** Its place in the order in which rooms were made, the lobby's being 1; null for direct rooms. */
  number: number | null;
  /** Made by a client whose rooms live as long as somebody is in them (docs/wires/course.md). */
  passing: boolean;
  /** Empty in a direct room, which is named after whoever looks at it. */
  name: string;
  topic: string;
  access: Access;
  owner: UserId | null;
  passwordHash: string | null;
  readonly members: Set<UserId>;
  readonly invited: Set<UserId>;
  /** Since when each member is in it: the seq of the event that says so. */
  readonly since: Map<UserId, Seq>;
  rules: RoomRules;
  /** Whose hands are raised, in the order of raising. */
  hands: readonly UserId[];
  /** Seqs of the messages on its board, oldest first. */
  pins: readonly Seq[];
  /** Seqs of its newest announcements, oldest first. */
  notices: readonly Seq[];
  /** The two of a direct room under their last names, kept when one of them is gone. */
  readonly pair: Map<UserId, string>;
}

export interface Rooms {
  readonly byId: Map<RoomId, Room>;
  /** By the name as it is compared; direct rooms have none. */
  readonly byName: Map<string, RoomId>;
  readonly ofUser: Map<UserId, Set<RoomId>>;
  readonly byNumber: Map<number, RoomId>;
  /** The newest room's, also when that room is gone: no number is given twice. */
  lastNumber: number;
  /** A replay folds the fact that a room is gone before the events of that room. */
  readonly gone: Set<RoomId>;
}

/** Who opened a direct room: they entered it first. Undefined for other rooms. */
export const openerOf = ({ pair }: Pick<Room, 'pair'>): UserId | undefined =>
  pair.keys().next().value;

/** The lobby is there before anything has happened, and nobody owns it. */
export function emptyRooms(): Rooms {
  const rooms: Rooms = {
    byId: new Map(),
    byName: new Map(),
    ofUser: new Map(),
    byNumber: new Map(),
    lastNumber: 0,
    gone: new Set(),
  };
  const lobby = addRoom(rooms, LOBBY);
  lobby.name = LOBBY;
  giveNumber(rooms, lobby);
  rooms.byName.set(roomKey(LOBBY), LOBBY);
  return rooms;
}

export function foldRoomEvent(rooms: Rooms, event: ChatEvent): void {
  if (rooms.gone.has(event.room)) {
    if (event.kind === 'created') rooms.lastNumber += 1;
    return;
  }
  const room = rooms.byId.get(event.room) ?? addRoom(rooms, event.room);
  room.hands = handsAfter(room.hands, event);
  switch (event.kind) {
    case 'created':
      room.name = event.title;
      room.access = event.access;
      room.owner = room.kind === 'direct' ? null : event.by;
      room.passing = event.wire === 'course';
      if (room.kind === 'room') {
        rooms.byName.set(roomKey(event.title), room.id);
        if (room.number === null) giveNumber(rooms, room);
      }
      return;
    case 'joined':
      room.members.add(event.by);
      room.since.set(event.by, event.seq);
      if (isGuest(event.by)) room.invited.delete(event.by);
      if (room.kind === 'direct') room.pair.set(event.by, event.name);
      roomsOf(rooms, event.by).add(room.id);
      return;
    case 'left':
      takeOut(rooms, room, event.by);
      return;
    case 'kicked':
      takeOut(rooms, room, event.user);
      room.invited.delete(event.user);
      return;
    case 'rules':
      room.rules = event.rules;
      return;
    case 'titled':
      if (rooms.byName.get(roomKey(room.name)) === room.id) rooms.byName.delete(roomKey(room.name));
      room.name = event.title;
      rooms.byName.set(roomKey(event.title), room.id);
      return;
    case 'topic':
      room.topic = event.topic;
      return;
    case 'access':
      room.access = event.access;
      return;
    case 'invited':
      room.invited.add(event.user);
      return;
    case 'pinned': {
      const others = room.pins.filter((seq) => seq !== event.target);
      room.pins = event.on ? [...others, event.target] : others;
      return;
    }
    case 'renamed':
      if (room.pair.has(event.by)) room.pair.set(event.by, event.name);
      return;
    case 'posted':
      if (event.announce && !event.gone)
        room.notices = [...room.notices, event.seq].slice(-NOTICES_MAX);
      return;
    case 'deleted':
      room.notices = room.notices.filter((seq) => seq !== event.target);
      return;
    case 'edited':
    case 'reacted':
    case 'acked':
    case 'ended':
    case 'hand':
    case 'look':
      return;
  }
}

export function foldRoomFact(rooms: Rooms, fact: Fact): void {
  if (fact.type === 'room-gone') removeRoom(rooms, fact.room);
  if (fact.type !== 'password' || rooms.gone.has(fact.room)) return;
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

function takeOut(rooms: Rooms, room: Room, user: UserId): void {
  room.members.delete(user);
  room.since.delete(user);
  const theirs = rooms.ofUser.get(user);
  theirs?.delete(room.id);
  if (theirs?.size === 0) rooms.ofUser.delete(user);
}

function giveNumber(rooms: Rooms, room: Room): void {
  rooms.lastNumber += 1;
  room.number = rooms.lastNumber;
  rooms.byNumber.set(room.number, room.id);
}

function removeRoom(rooms: Rooms, id: RoomId): void {
  rooms.gone.add(id);
  const room = rooms.byId.get(id);
  if (!room) return;
  rooms.byId.delete(id);
  if (rooms.byName.get(roomKey(room.name)) === id) rooms.byName.delete(roomKey(room.name));
  if (room.number !== null) rooms.byNumber.delete(room.number);
  for (const user of room.members) {
    const theirs = rooms.ofUser.get(user);
    theirs?.delete(id);
    if (theirs?.size === 0) rooms.ofUser.delete(user);
  }
}

function addRoom(rooms: Rooms, id: RoomId): Room {
  const room: Room = {
    id,
    kind: id.startsWith('d') ? 'direct' : 'room',
    number: null,
    passing: false,
    name: '',
    topic: '',
    access: id.startsWith('d') ? 'invite' : 'open',
    owner: null,
    passwordHash: null,
    members: new Set(),
    invited: new Set(),
    since: new Map(),
    rules: NO_RULES,
    hands: [],
    pins: [],
    notices: [],
    pair: new Map(),
  };
  rooms.byId.set(id, room);
  return room;
}
