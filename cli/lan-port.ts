import { LAN_PORT } from '../protocol/limits';

/**
 * UDP port of the announcements, from SARANGBANG_LAN_PORT: a port of its own keeps a program from
 * hearing the others on this network (tests), `off` keeps it silent and deaf: null.
 */
export function readLanPort(text: string | undefined): number | null {
  if (text === 'off') return null;
  const port = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : LAN_PORT;
}
