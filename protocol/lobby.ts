/**
 * The first room of every server is named `lobby` on the wire, so that anybody can type it. People
 * read it in their language, and may type that too.
 */
import { LOBBY } from './ids';
import type { Language } from './language';
import type { RoomInfo } from './model';
import { roomKey } from './names';

export const LOBBY_TITLES = { ko: '로비', en: 'lobby' } as const satisfies Record<Language, string>;

/** How a room is called to people to whom the lobby is called `lobby`. */
export const roomTitle = (room: Pick<RoomInfo, 'id' | 'name'>, lobby: string): string =>
  room.id === LOBBY && room.name === LOBBY ? lobby : room.name;

/** Whether somebody who names a room means the lobby, unless a room has this very name. */
export const meansLobby = (text: string): boolean =>
  Object.values(LOBBY_TITLES).some((title) => roomKey(title) === roomKey(text));
