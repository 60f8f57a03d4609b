import { LOBBY } from '../../protocol/ids';
import type { RoomInfo } from '../../protocol/model';

/**
 * How a room is called to people. The first room of every server is named `lobby` on the wire, so
 * that anybody can type it; people read it in their language.
 */
export const roomTitle = (room: Pick<RoomInfo, 'id' | 'name'>, lobby: string): string =>
  room.id === LOBBY && room.name === LOBBY ? lobby : room.name;
