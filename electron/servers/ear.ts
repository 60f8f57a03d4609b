/** Who is told, in the main process, what happens on the servers of this app. */
import type { ChatEvent } from '../../protocol/events';
import type { RoomId } from '../../protocol/ids';
import type { RoomView, ServerId } from '../../protocol/views';

export interface Ear {
  /** Stored. `live`: nothing was missed before them. */
  heard(server: ServerId, events: readonly ChatEvent[], live: boolean): void;
  /** What was missed is here. */
  ready(server: ServerId): void;
  /** New counts, read marks, names. */
  rooms(server: ServerId, rooms: readonly RoomView[]): void;
  roomGone(server: ServerId, room: RoomId): void;
  /** Out of the list, or known under another id. */
  gone(server: ServerId): void;
}

export const deafEar: Ear = {
  heard() {},
  ready() {},
  rooms() {},
  roomGone() {},
  gone() {},
};
