/** The list of known servers on disk: what each is called, where it was, by which key it is known. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { fingerprint } from '../../protocol/ids';
import type { RecentServer } from '../../protocol/ipc';
import {
  INVITE_HOSTS_MAX,
  MOTD_MAX_CHARS,
  NAME_MAX_CHARS,
  RECENT_SERVERS_MAX,
  SERVER_NAME_MAX_CHARS,
} from '../../protocol/limits';
import { type HostPort, hostPort, serverId } from '../../protocol/views';
import { openJsonFile } from '../json-file';

export const knownServer = z.object({
  id: serverId,
  name: z.string().max(SERVER_NAME_MAX_CHARS),
  /** Best first. */
  addresses: z.array(hostPort).min(1).max(INVITE_HOSTS_MAX),
  /** The pin; null for a server without encryption. */
  fingerprint: fingerprint.nullable(),
  /** Ms since 1970; 0 before the first visit succeeded. */
  lastSeen: z.int(),
  /** The one inside this app. */
  hosted: z.boolean().catch(false),
  /** In the rail. Others are only offered as recent, with their copy and their pin. */
  shown: z.boolean().catch(true),
  /** The person chose to stay offline. */
  offline: z.boolean().catch(false),
  /** What the person is called there; empty: as in the settings. */
  myName: z.string().max(NAME_MAX_CHARS).catch(''),
  /** What its host says to those who come in, as it was read last. */
  motdRead: z.string().max(MOTD_MAX_CHARS).optional().catch(undefined),
  /** Name of its folder under `servers/`. */
  folder: z.string().regex(/^[0-9a-f]{16}$/),
  /** Its password, sealed by the system's key store. */
  secret: z.string().max(4096).optional().catch(undefined),
});
export type KnownServer = z.infer<typeof knownServer>;

const file = z.object({ servers: z.array(z.unknown()).catch([]).default([]) });

/** Entry by entry: a broken one is left out, a second one of the same id too. */
export const parseRegistry = (raw: unknown): KnownServer[] => {
  const found = new Map<string, KnownServer>();
  for (const one of file.catch({ servers: [] }).parse(raw).servers) {
    const entry = knownServer.safeParse(one);
    if (entry.success && !found.has(entry.data.id)) found.set(entry.data.id, entry.data);
  }
  return [...found.values()];
};

export const newFolder = (): string => randomBytes(8).toString('hex');

/** Its fingerprint, or `plain:HOST:PORT` where there is no encryption. */
export const idOf = (key: string | null, { host, port }: HostPort): string =>
  key ?? `plain:${host}:${port}`;

export const sameAddress = (a: HostPort, b: HostPort): boolean =>
  a.port === b.port && a.host.toLowerCase() === b.host.toLowerCase();

/** The newer addresses first, older ones kept behind them as far as there is room. */
export const mergeAddresses = (newer: readonly HostPort[], older: readonly HostPort[]) =>
  [...newer, ...older.filter((old) => !newer.some((one) => sameAddress(one, old)))].slice(
    0,
    INVITE_HOSTS_MAX,
  );

/** For the connect dialog: newest first, own rooms left out. */
export const recentOf = (entries: readonly KnownServer[]): RecentServer[] =>
  entries
    .filter((entry) => !entry.hosted && entry.lastSeen > 0)
    .sort((a, b) => b.lastSeen - a.lastSeen)
    .slice(0, RECENT_SERVERS_MAX)
    .map(({ id, name, addresses, lastSeen }) => ({
      id,
      name,
      address: addresses[0] as HostPort,
      lastSeen,
    }));

export interface Registry {
  all(): readonly KnownServer[];
  get(id: string): KnownServer | undefined;
  /** Adds, or takes the place of `instead` (a trusted new key changes the id) in the order. */
  put(entry: KnownServer, instead?: string): void;
  remove(id: string): void;
  /** Called after each change. */
  watch(listener: () => void): void;
}

export const openRegistry = (folder: string, onBroken: (file: string) => void): Registry => {
  const disk = openJsonFile({
    folder,
    name: 'servers',
    parse: (raw) => ({ servers: parseRegistry(raw) }),
    onBroken,
  });
  const listeners: (() => void)[] = [];
  const write = (servers: KnownServer[]) => {
    disk.write({ servers });
    for (const listener of listeners) listener();
  };
  const all = () => disk.value.servers;
  return {
    all,
    get: (id) => all().find((entry) => entry.id === id),
    put(entry, instead = entry.id) {
      const kept = all().filter(({ id }) => id !== entry.id || id === instead);
      const at = kept.findIndex(({ id }) => id === instead);
      write(at < 0 ? [...kept, entry] : kept.toSpliced(at, 1, entry));
    },
    remove: (id) => write(all().filter((entry) => entry.id !== id)),
    watch: (listener) => void listeners.push(listener),
  };
};
