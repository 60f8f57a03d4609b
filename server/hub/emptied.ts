/** What becomes of a room when somebody leaves it. */
import type { UserId } from '../../protocol/ids';
import type { RoomGoneFact } from '../projections/facts';
import type { Room } from '../projections/rooms';

/** A passing room is gone with the last one who is in it; all others stay. */
export const emptied = (room: Room | undefined, leaver: UserId): RoomGoneFact[] =>
  room?.passing && room.members.size === 1 && room.members.has(leaver)
    ? [{ type: 'room-gone', room: room.id }]
    : [];
