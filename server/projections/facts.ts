/** What the server notes about itself beside the rooms' events; never sent to anybody. */
import type { RoomId, UserId } from '../../protocol/ids';
import type { Role, Wire } from '../../protocol/model';
import type { ServerFact } from '../log/log';
import type { InviteFact, InviteRevokedFact, InviteUsedFact } from './invites';
import type { HouseFact, ModeratedFact } from './order';

/** Somebody with a key: the name is theirs from now on, the one before is free again. */
export interface UserFact extends ServerFact {
  readonly type: 'user';
  readonly id: UserId;
  readonly name: string;
  readonly wire: Wire;
  readonly verified: boolean;
}

/** Hash of a room's password; null takes it away. */
export interface PasswordFact extends ServerFact {
  readonly type: 'password';
  readonly room: RoomId;
  readonly hash: string | null;
}

/** A role given to somebody with a key; hosts are named in the server's options. */
export interface RoleFact extends ServerFact {
  readonly type: 'role';
  readonly user: UserId;
  readonly role: Exclude<Role, 'host' | 'guest'>;
}

/** A room is no more: nobody can find or enter it again, and its number is not given to another. */
export interface RoomGoneFact extends ServerFact {
  readonly type: 'room-gone';
  readonly room: RoomId;
}

export type Fact =
  | UserFact
  | PasswordFact
  | RoleFact
  | RoomGoneFact
  | ModeratedFact
  | HouseFact
  | InviteFact
  | InviteUsedFact
  | InviteRevokedFact;
