import type { RoomId } from '../../protocol/ids';
import type { ServerId } from '../../protocol/views';

/** One room on one server, as a key. Room ids hold no space, so it can be taken apart again. */
export type Place = string;

export const place = (server: ServerId, room: RoomId): Place => `${room} ${server}`;

export const serverOf = (at: Place): ServerId => at.slice(at.indexOf(' ') + 1);
export const roomOf = (at: Place): RoomId => at.slice(0, at.indexOf(' '));
