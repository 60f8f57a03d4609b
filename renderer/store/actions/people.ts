import type { RoomId } from '../../../protocol/ids';
import type { ServerId } from '../../../protocol/views';
import { submit } from './submit';

/** Changes my name on one server. */
export const rename = (server: ServerId, name: string) => submit(server, { verb: 'nick', name });

export const setPresence = (server: ServerId, presence: 'online' | 'away') =>
  submit(server, { verb: 'presence', presence });

export const sendTyping = (server: ServerId, room: RoomId, on: boolean) =>
  submit(server, { verb: 'typing', room, on });

/** The host only; the server refuses everybody else. */
export const shutdown = (server: ServerId) => submit(server, { verb: 'shutdown' });
