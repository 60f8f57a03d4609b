/** What decisions may look at. Nothing in it changes anything. */
import type { Message } from '../../protocol/apply-change';
import type { RoomId, Seq, UserId } from '../../protocol/ids';
import type { Role, Wire } from '../../protocol/model';
import { skeleton } from '../../protocol/names';
import type { Log, Revision } from '../log/log';
import { roleOf } from '../projections/roles';
import type { State } from '../projections/state';
import type { Registry } from '../session/registry';

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
  /** A committed message as it is now. */
  message(room: RoomId, seq: Seq): Message | null;
  /** What it said before it was edited, oldest first. */
  revisions(room: RoomId, seq: Seq): Revision[];
}

export interface WorldParts {
  /** Replaced as a whole when the log lost a commit. */
  state(): State;
  registry: Registry;
  now(): number;
  newRoomId(): RoomId;
  log: Pick<Log, 'message' | 'revisions'>;
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
    role: (user) => (registry.of(user)?.operator ? 'host' : roleOf(parts.state().roles, user)),
    newRoomId: parts.newRoomId,
    message: (room, seq) => parts.log.message(room, seq),
    revisions: (room, seq) => parts.log.revisions(room, seq),
  };
}
