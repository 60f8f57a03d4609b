/** What decisions may look at. Nothing in it changes anything. */
import type { Message } from '../../protocol/apply-change';
import type { RoomId, Seq, UserId } from '../../protocol/ids';
import type { FileId, FileRef } from '../../protocol/message';
import type { Role, Wire } from '../../protocol/model';
import { skeleton } from '../../protocol/names';
import type { Knock, PersonRow } from '../../protocol/order';
import type { Log, Revision } from '../log/log';
import { roleOf } from '../projections/roles';
import type { State } from '../projections/state';
import type { HubSession } from '../session/hub-session';
import type { Registry } from '../session/registry';
import { visibleFrom } from './visible';

/** Somebody known to the log or connected. */
export interface Person {
  readonly id: UserId;
  readonly name: string;
  readonly wire: Wire;
  readonly verified: boolean;
  readonly online: boolean;
}

export interface World {
  readonly state: State;
  /** Milliseconds since 1970. */
  readonly now: number;
  person(id: UserId): Person | undefined;
  personNamed(name: string): Person | undefined;
  /** Whether a name, given as names are compared, is held by anybody but `me`. */
  nameTaken(name: string, me: UserId): boolean;
  role(user: UserId): Role;
  newRoomId(): RoomId;
  /** How long somebody has to wait in a slow room, in ms. */
  slowWaitMs(room: RoomId, user: UserId, seconds: number): number;
  /** Head of a room without a past when this user's connection went live; null: not connected. */
  openedAt(user: UserId, room: RoomId): Seq | null;
  /** From where somebody is connected. */
  addressOf(user: UserId): string | undefined;
  /** The same with their name, and since when (ms since 1970). */
  cameFrom(user: UserId): { address: string; since: number; name: string } | undefined;
  /** Everybody who is connected, in the order in which they came. */
  connected(): PersonRow[];
  /** Most people at a time; null: no bound. And what the server's options say. */
  readonly capacity: number | null;
  readonly givenCapacity: number | null;
  knocking(id: string): Knock | undefined;
  /** A committed message as it is now. */
  message(room: RoomId, seq: Seq): Message | null;
  /** What it said before it was edited, oldest first. */
  revisions(room: RoomId, seq: Seq): Revision[];
  /** Whole uploads that this user may post here; refuses with `no-such-file`. */
  uploaded(user: UserId, room: RoomId, files: readonly FileId[]): FileRef[];
  /** Whether this user may read the bytes of a file that a message carries. */
  mayReadFile(user: UserId, file: FileId): boolean;
}

export interface WorldParts {
  /** Replaced as a whole when the log lost a commit. */
  state(): State;
  registry: Registry;
  now(): number;
  newRoomId(): RoomId;
  log: Pick<Log, 'message' | 'revisions'>;
  uploaded: World['uploaded'];
  slowWaitMs: World['slowWaitMs'];
  knocking: World['knocking'];
  givenCapacity: number | null;
}

export function createWorld(parts: WorldParts): World {
  const { registry } = parts;
  const person = (id: UserId): Person | undefined => {
    const session = registry.of(id);
    if (session) {
      const { name, wire, verified } = session;
      return { id, name, wire, verified, online: true };
    }
    const known = parts.state().users.byId.get(id);
    return known && { ...known, online: false };
  };
  const role = (user: UserId): Role =>
    registry.of(user)?.operator ? 'host' : roleOf(parts.state().roles, user);
  const openedAt = (user: UserId, room: RoomId): Seq | null => {
    const session = registry.of(user);
    return session ? (session.opened.get(room) ?? 0) : null;
  };
  const rowOf = ({ user: id, name, wire, verified, address, since, traffic }: HubSession) => ({
    ...{ id, name, role: role(id), wire, verified, address, since },
    ...traffic?.(),
  });
  return {
    get state() {
      return parts.state();
    },
    get now() {
      return parts.now();
    },
    person,
    personNamed(name) {
      const key = skeleton(name);
      const id = parts.state().users.owners.get(key) ?? registry.guestNamed(key);
      return id === undefined ? undefined : person(id);
    },
    nameTaken(name, me) {
      const owner = parts.state().users.owners.get(name) ?? me;
      const guest = registry.guestNamed(name) ?? me;
      return owner !== me || guest !== me;
    },
    role,
    newRoomId: parts.newRoomId,
    slowWaitMs: parts.slowWaitMs,
    knocking: parts.knocking,
    openedAt,
    cameFrom: (user) => registry.of(user),
    addressOf: (user) => registry.of(user)?.address,
    connected: () => [...registry.all()].filter(({ operator }) => !operator).map(rowOf),
    givenCapacity: parts.givenCapacity,
    get capacity() {
      // What was changed while it ran holds until whoever runs the server says something else.
      const { capacity } = parts.state().order;
      return capacity?.given === parts.givenCapacity ? capacity.value : parts.givenCapacity;
    },
    message: (room, seq) => parts.log.message(room, seq),
    revisions: (room, seq) => parts.log.revisions(room, seq),
    uploaded: parts.uploaded,
    mayReadFile(user, id) {
      const file = parts.state().files.byId.get(id);
      const room = file && parts.state().rooms.byId.get(file.room);
      if (!file || !room?.members.has(user)) return false;
      return file.seq >= visibleFrom({ openedAt }, room, user);
    },
  };
}
