/**
 * Rooms on this network, for as long as the app runs: the lists show them, and a known server that
 * moved is found again. Listening costs a socket and a packet per server and second.
 */
import { type Browser, startBrowser } from '../lan/browser';
import type { NearbyRoom } from '../protocol/ipc';
import type { NearbyServer } from '../protocol/lan';
import type { HostPort } from '../protocol/views';
import type { KnownServer } from './servers/registry';

export interface Nearby {
  readonly rooms: readonly NearbyRoom[];
  /** Begins to listen; nothing is heard before. Twice is once. */
  listen(): void;
  /** "Who is there?" */
  ask(): void;
  /** The list of known servers changed. */
  refresh(): void;
  stop(): Promise<void>;
}

export interface NearbyDeps {
  /** Null: nothing is heard. */
  port: number | null;
  known(): readonly KnownServer[];
  onChange(rooms: readonly NearbyRoom[]): void;
  /** Somebody says that the server of this key is there. */
  heard(key: string, addresses: readonly HostPort[]): void;
  log(line: string): void;
  /** What tests replace. */
  browse?: typeof startBrowser;
}

/** Without the room of this app; known is what has proved its key here before. */
export const roomsOf = (
  heard: readonly NearbyServer[],
  entries: readonly KnownServer[],
): NearbyRoom[] =>
  heard.flatMap((server) => {
    const { key } = server;
    const entry = entries.find(({ fingerprint }) => key !== undefined && fingerprint === key);
    if (entry?.hosted) return [];
    return [{ ...server, known: Boolean(entry && entry.lastSeen > 0) }];
  });

export const createNearby = (deps: NearbyDeps): Nearby => {
  let rooms: readonly NearbyRoom[] = [];
  let told = JSON.stringify(rooms);
  const show = (list: readonly NearbyServer[]): void => {
    rooms = roomsOf(list, deps.known());
    const now = JSON.stringify(rooms);
    if (now === told) return;
    told = now;
    deps.onChange(rooms);
  };
  const browse = deps.browse ?? startBrowser;
  let browser: Browser | null = null;
  return {
    get rooms() {
      return rooms;
    },
    listen() {
      if (browser || deps.port === null) return;
      const hear = (list: readonly NearbyServer[]) => {
        show(list);
        for (const { key, was, addresses } of list) {
          if (key) deps.heard(key, addresses);
          // Only a hint, as all of it: the server has to prove that it is the heir.
          if (was) deps.heard(was, addresses);
        }
      };
      browser = browse(hear, { port: deps.port, log: deps.log });
    },
    ask: () => browser?.ask(),
    refresh: () => show(browser?.list() ?? []),
    stop: async () => browser?.stop(),
  };
};
