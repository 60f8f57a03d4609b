/** Rooms as people name them in a terminal. */
import type { ChatClient } from '../../client/api';
import { LOBBY, type RoomId } from '../../protocol/ids';
import { LOBBY_TITLES, meansLobby, roomTitle } from '../../protocol/lobby';
import type { RoomInfo } from '../../protocol/model';
import { roomKey } from '../../protocol/names';
import type { RoomView } from '../../protocol/views';
import { WORDS as TEXT } from '../../server/gateways/text/languages';
import { EXIT } from '../exit-codes';
import { printable } from '../printable';
import type { Language } from '../words';
import { Ended } from './ending';

export const titleOf = (room: Pick<RoomInfo, 'id' | 'name'>, language: Language): string =>
  printable(roomTitle(room, LOBBY_TITLES[language]));

/** A room by id, or by its name, the lobby also by its name in either language. */
export function roomCalled(wanted: string, rooms: readonly RoomView[]): RoomView | undefined {
  const key = roomKey(wanted);
  const named = rooms.filter(({ kind }) => kind === 'room');
  return (
    named.find(({ id }) => id === wanted) ??
    named.find(({ name }) => roomKey(name) === key) ??
    (meansLobby(wanted) ? named.find(({ id }) => id === LOBBY) : undefined)
  );
}

/** In that room; joins it when need be. Rejects with `Ended` when that is refused. */
export async function enterRoom(client: ChatClient, wanted: string): Promise<RoomId> {
  const room = roomCalled(wanted, client.rooms());
  if (room?.joined) return room.id;
  const reply = await client.submit({ verb: 'join', room: room?.id ?? wanted.slice(0, 48) });
  if (reply.ok) return reply.result.room.id;
  const { error } = reply;
  throw new Ended(EXIT.refused, (language) => [TEXT[language].refused[error.code](error)]);
}
