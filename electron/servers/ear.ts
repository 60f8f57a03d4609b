/** Who is told, in the main process, what happens on the servers of this app. */
import type { ChatEvent } from '../../protocol/events';
import type { RoomId } from '../../protocol/ids';
import type { Knock } from '../../protocol/order';
import type { RoomView, ServerId } from '../../protocol/views';

export interface Ear {
  /** Stored. `live`: nothing was missed before them. */
  heard(server: ServerId, events: readonly ChatEvent[], live: boolean): void;
  /** What was missed is here. */
  ready(server: ServerId): void;
  /** New counts, read marks, names. */
  rooms(server: ServerId, rooms: readonly RoomView[]): void;
  roomGone(server: ServerId, room: RoomId): void;
  /** All who wait at its door, for those who may let them in. */
  knocks(server: ServerId, knocks: readonly Knock[]): void;
  /** Out of the list, or known under another id. */
  gone(server: ServerId): void;
}

export const deafEar: Ear = {
  heard() {},
  ready() {},
  rooms() {},
  roomGone() {},
  knocks() {},
  gone() {},
};
