/** The rooms as one of its clients is shown them: within one frame, whatever there is. */
import { COURSE_MEMBERS_MAX, COURSE_ROOMS_MAX_BYTES } from '../../../protocol/limits';
import { LOBBY_TITLES, roomTitle } from '../../../protocol/lobby';
import type { RoomInfo } from '../../../protocol/model';
import type { Hub } from '../../hub/api';
import type { Session } from '../../session/session';
import type { ListedRoom } from './messages';
import { OURS } from './words';

/** All that is said on this wire is Korean. */
export const titleOf = (room: Pick<RoomInfo, 'id' | 'name'>): string =>
  roomTitle(room, LOBBY_TITLES.ko);

/**
 * Rooms that this session sees, by number, and how many more did not fit. Rooms of two are none of
 * them; who is in a room with a password is told to those who are in it.
 */
export function listRooms(hub: Hub, session: Session): { rooms: ListedRoom[]; more: number } {
  const numbered = hub.roomsFor(session).flatMap((room) => {
    const roomId = hub.numberOf(room.id);
    return roomId === undefined ? [] : [{ room, roomId }];
  });
  numbered.sort((a, b) => a.roomId - b.roomId);
  const rooms: ListedRoom[] = [];
  let bytes = 0;
  for (const { room, roomId } of numbered) {
    const listed = { roomId, title: titleOf(room), members: membersOf(hub, room) };
    // the protobuf encoding of a room is shorter than its JSON
    bytes += Buffer.byteLength(JSON.stringify(listed)) + 1;
    if (bytes > COURSE_ROOMS_MAX_BYTES) break;
    rooms.push(listed);
  }
  return { rooms, more: numbered.length - rooms.length };
}

/** Those who are connected; a crowd's last line says how many more there are. */
function membersOf(hub: Hub, { id, access, joined }: RoomInfo): string[] {
  if (access === 'password' && !joined) return [];
  const here = hub.membersOf(id).filter(({ presence }) => presence !== 'offline');
  const names = here.slice(0, COURSE_MEMBERS_MAX).map(({ name }) => name);
  const more = here.length - names.length;
  return more > 0 ? [...names, OURS.moreMembers(more)] : names;
}
