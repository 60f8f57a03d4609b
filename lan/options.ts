/** What everything on the local network can be told; tests and parallel programs choose for themselves. */
import { LAN_GROUP, LAN_PORT } from '../protocol/limits';
import { type Network, reachable } from './interfaces';

export interface LanOptions {
  /** UDP port of the announcements. Programs that use different ones do not hear each other. */
  port?: number;
  /** IPv4 multicast group. */
  group?: string;
  /** Asked again and again, because Node tells no changes. */
  interfaces?: () => readonly Network[];
  /** Clock, ms. */
  now?: () => number;
  /** Told once about each thing that does not work. */
  log?: (line: string) => void;
}

export type FilledOptions = Required<LanOptions>;

export const filled = (options: LanOptions): FilledOptions => ({
  port: options.port ?? LAN_PORT,
  group: options.group ?? LAN_GROUP,
  interfaces: options.interfaces ?? (() => reachable()),
  now: options.now ?? Date.now,
  log: options.log ?? (() => {}),
});

/** Says a thing the first time only. */
export function once(log: (line: string) => void): (line: string) => void {
  const said = new Set<string>();
  return (line) => {
    if (said.has(line) || said.size >= COMPLAINTS_MAX) return;
    said.add(line);
    log(line);
  };
}
const COMPLAINTS_MAX = 100;
