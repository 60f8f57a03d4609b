/** Servers with compatibility listeners, and peers made of bytes on them. */
import type { CompatListener, CompatWire } from '../../protocol/compat';
import type { RunningServer, ServerOptions } from '../options';
import type { Tuning } from '../tuning';
import { RawClient } from './raw-client';
import { type TestServer, testServer } from './test-server';

export interface OldServer extends TestServer {
  portOf(wire: CompatWire): number;
  /** A peer on a wire; resolves when the connection is made. */
  visit(wire: CompatWire): Promise<RawClient>;
  /** The same, once the room has them. Not for several at once, nor for those who have to speak first. */
  come(wire: CompatWire): Promise<RawClient>;
}

export async function oldServer(
  wires: readonly (CompatWire | Partial<CompatListener>)[],
  options: Partial<ServerOptions> = {},
  tuning: Partial<Tuning> = {},
): Promise<OldServer> {
  const compat = wires.map((one) => ({
    port: 0,
    room: 'lobby',
    ...(typeof one === 'string' ? { wire: one } : (one as CompatListener)),
  }));
  const server = await testServer({ rateLimit: false, compat, ...options }, tuning);
  const portOf = (wire: CompatWire) => portOfWire(server, wire);
  const visit = (wire: CompatWire) => RawClient.open({ port: portOf(wire) });
  return {
    ...server,
    portOf,
    visit,
    async come(wire) {
      const people = server.people() + 1;
      const client = await visit(wire);
      await peopleAre(server, people);
      return client;
    },
  };
}

export function portOfWire(server: RunningServer, wire: CompatWire): number {
  const state = server.compat().find((one) => one.wire === wire);
  if (!state) throw new Error(`no ${wire} listener`);
  return state.port;
}

/** Resolves when so many people are connected. */
export function peopleAre(server: RunningServer, wanted: number): Promise<void> {
  if (server.people() === wanted) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = server.onPeople((people) => {
      if (people !== wanted) return;
      stop();
      // whoever is counted goes live with the commit that brings them in
      setImmediate(resolve);
    });
  });
}
