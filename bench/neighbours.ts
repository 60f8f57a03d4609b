/** Who our server is held beside, and what each of them speaks. */

import type { Wire } from './load/member';
import { native } from './load/native';
import { irc, lines, nats, socketIo, webSocket } from './load/wires';
import {
  type Ours,
  type ServerProcess,
  startAnchor,
  startCoalescing,
  startInstalled,
  startSarangbang,
} from './server-process';

export interface Neighbour {
  readonly name: string;
  /** Null: not installed, or no compiler. */
  start(): Promise<ServerProcess | null>;
  wire(): Wire;
}

export const LIMIT = 'C, coalescing (the limit)';
export const OURS = 'Sarangbang';
export const BEFORE = 'Sarangbang, before';

export const ours = (name = OURS, options: Ours = {}, numbered = true): Neighbour => ({
  name,
  start: () => startSarangbang(options),
  wire: () => native({ numbered }),
});

const limit: Neighbour = { name: LIMIT, start: startCoalescing, wire: () => lines };

export const naive: Neighbour = {
  name: 'naive Node',
  start: () => startAnchor('naive'),
  wire: () => lines,
};

/** What Node can do where nothing is decided and nothing kept: bytes as they come, and as events. */
export const NODE: readonly Neighbour[] = [
  {
    name: 'Node, coalescing (the limit of Node)',
    start: () => startAnchor('coalescing'),
    wire: () => lines,
  },
  {
    name: 'Node, coalescing, lines made events',
    start: () => startAnchor('events'),
    wire: () => lines,
  },
];

const ircd = (name: 'ngircd' | 'inspircd'): Neighbour => ({
  name,
  start: () => startInstalled(name),
  wire: () => irc,
});

export const NEIGHBOURS: readonly Neighbour[] = [
  limit,
  ...NODE,
  ircd('ngircd'),
  ircd('inspircd'),
  { name: 'NATS', start: () => startInstalled('nats-server'), wire: () => nats },
  { name: 'ws', start: () => startAnchor('ws'), wire: () => webSocket },
  { name: 'socket.io', start: () => startAnchor('socket.io'), wire: () => socketIo },
  naive,
];

export const theLimit = limit;

/** An earlier build of ours, where one is given: then ours is held beside that, and not the others. */
let earlier: Neighbour | null = null;

export function holdBeside(program: string): void {
  earlier = ours(BEFORE, { program });
}

export const beforeIsKnown = (): boolean => earlier !== null;

/** Ours and whom it is held beside. */
export const everybody = (): readonly Neighbour[] =>
  earlier ? [ours(), earlier, limit] : [ours(), ...NEIGHBOURS];

export interface Started {
  readonly neighbour: Neighbour;
  readonly server: ServerProcess;
}

/** All that are there; what is not is named in `skipped`. */
export async function startAll(
  neighbours: readonly Neighbour[],
): Promise<{ started: Started[]; skipped: string[] }> {
  const started: Started[] = [];
  const skipped: string[] = [];
  for (const neighbour of neighbours) {
    const server = await neighbour.start();
    if (server) started.push({ neighbour, server });
    else skipped.push(`skipped: not installed: ${neighbour.name}`);
  }
  return { started, skipped };
}
