/** Cuts state into frames that fit the wire. */
import type { RoomId, Seq, UserId } from '../../protocol/ids';
import { ROOMS_CHUNK, STATE_CHUNK } from '../../protocol/limits';
import type { RoomInfo, UserInfo } from '../../protocol/model';
import type { StateFrame } from '../session/session';

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let i = 0; i < items.length; i += size) chunks.push(items.slice(i, i + size));
  return chunks;
}

export const roomFrames = (rooms: readonly RoomInfo[]): StateFrame[] =>
  chunksOf(rooms, ROOMS_CHUNK).map((chunk) => ({ t: 'rooms', rooms: chunk }));

export const userFrames = (users: readonly UserInfo[]): StateFrame[] =>
  chunksOf(users, STATE_CHUNK).map((chunk) => ({ t: 'users', users: chunk }));

export const userGoneFrames = (users: readonly UserId[]): StateFrame[] =>
  chunksOf(users, STATE_CHUNK).map((chunk) => ({ t: 'user-gone', users: chunk }));

export const memberFrames = (room: RoomId, head: Seq, users: readonly UserId[]): StateFrame[] =>
  chunksOf(users, STATE_CHUNK).map((chunk, i) => ({
    t: 'members',
    room,
    head,
    first: i === 0,
    users: chunk,
  }));
