import { LAN_PORT, MAIN_PORT } from '../protocol/limits';

/**
 * UDP port of the announcements, from SARANGBANG_LAN_PORT: a port of its own keeps a program from
 * hearing the others on this network (tests), `off` keeps it silent and deaf: null.
 */
export const readLanPort = (text: string | undefined): number | null => {
  if (text === 'off') return null;
  return portIn(text) ?? LAN_PORT;
};

/**
 * TCP port that a room takes first where nobody chose one, from SARANGBANG_PORT: rooms that are
 * opened beside each other on one computer (tests) do not take each other's port between two starts.
 */
export const readFirstPort = (text: string | undefined): number => portIn(text) ?? MAIN_PORT;

const portIn = (text: string | undefined): number | null => {
  const port = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
};
