/** What the hub knows of files, rooms and people. */
import type { RoomId, UserId } from '../../protocol/ids';
import type { FileId } from '../../protocol/message';
import type { Files } from '../projections/files';

export interface Ledger {
  files(): Files;
  isMember(user: UserId, room: RoomId): boolean;
  isRoom(room: RoomId): boolean;
  /** Whether somebody may read the bytes of a file that a message carries. */
  mayRead(user: UserId, file: FileId): boolean;
}
