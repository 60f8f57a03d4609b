import type { CommandOf } from '../../../protocol/commands';
import type { RoomId, UserId } from '../../../protocol/ids';
import type { Access } from '../../../protocol/model';
import type { Entered } from '../../../protocol/replies';
import type { ServerId } from '../../../protocol/views';
import { putRooms, setMembers } from '../slices/servers';
import { useStore } from '../store';
import { openRoom } from './navigate';
import { type Outcome, submit } from './submit';

/** Shows a room that was just entered; the push about it may be a moment behind the answer. */
const enter = (server: ServerId, outcome: Outcome<Entered>): Outcome<Entered> => {
  if (!outcome.ok) return outcome;
  const { room, members } = outcome.result;
  const fresh = { last: 0, read: 0, unread: 0, mentions: 0, draft: '', draftAt: 0 };
  useStore.setState((state) => {
    const known = state.servers[server]?.rooms[room.id];
    return putRooms(state, server, [{ ...fresh, ...known, ...room, joined: true }]);
  });
  useStore.setState((state) => setMembers(state, server, room.id, members));
  openRoom(server, room.id);
  return outcome;
};

export const createRoom = async (
  server: ServerId,
  room: { name: string; topic?: string; access: Access; password?: string },
) => enter(server, await submit(server, { verb: 'create', ...room }));

/** By id, or by name as people type it. */
export const joinRoom = async (server: ServerId, room: string, password?: string) =>
  enter(server, await submit(server, { verb: 'join', room, ...(password && { password }) }));

export const leaveRoom = (server: ServerId, room: RoomId) =>
  submit(server, { verb: 'leave', room });

export const setTopic = (server: ServerId, room: RoomId, topic: string) =>
  submit(server, { verb: 'topic', room, topic });

export const setAccess = (server: ServerId, input: Omit<CommandOf<'access'>, 'verb'>) =>
  submit(server, { verb: 'access', ...input });

export const inviteUser = (server: ServerId, room: RoomId, user: UserId) =>
  submit(server, { verb: 'invite', room, user });

/** Opens the room of two; by user id, or by name as people type it. */
export const openDirect = async (server: ServerId, user: string) =>
  enter(server, await submit(server, { verb: 'direct', user }));
