import type { RoomId } from '../../../protocol/ids';
import type { UserStatus } from '../../../protocol/model';
import type { Settings } from '../../../protocol/settings';
import type { ServerId } from '../../../protocol/views';
import { updateSettings } from './settings';
import { type Outcome, submit } from './submit';

/** Changes my name on one server. */
export const rename = (server: ServerId, name: string) => submit(server, { verb: 'nick', name });

/** How I am seen, on every server: the main process tells them (electron/presence.ts). */
export const setAvailability = (availability: Settings['availability']) =>
  updateSettings({ availability });

/** What a person types as `/away`: of one server, and seen on all. */
export const setPresence = async (
  _server: ServerId,
  presence: 'online' | 'away',
): Promise<Outcome<Record<string, never>>> => {
  await setAvailability(presence === 'away' ? 'away' : 'auto');
  return { ok: true, result: {} };
};

/** What I say about myself, on every server; null: nothing. */
export const setStatus = (status: UserStatus | null) => updateSettings({ status });

export const sendTyping = (server: ServerId, room: RoomId, on: boolean) =>
  submit(server, { verb: 'typing', room, on });

/** The host only; the server refuses everybody else. */
export const shutdown = (server: ServerId) => submit(server, { verb: 'shutdown' });
