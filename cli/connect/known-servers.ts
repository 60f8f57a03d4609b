/** The servers that `connect` has been to, and the keys they are known by (docs/SECURITY.md). */
import { join } from 'node:path';
import { z } from 'zod';
import { fingerprint } from '../../protocol/ids';
import {
  INVITE_HOSTS_MAX,
  KNOWN_SERVERS_MAX,
  NAME_MAX_CHARS,
  SERVER_NAME_MAX_CHARS,
} from '../../protocol/limits';
import { type HostPort, hostPort, type Target } from '../../protocol/views';
import { readPrivateFile, writePrivateFile } from '../../server/identity/private-files';

const FILE = 'known-servers.json';

export const knownServer = z.object({
  /** Null: it was accepted without encryption. */
  fingerprint: fingerprint.nullable(),
  name: z.string().max(SERVER_NAME_MAX_CHARS),
  /** Newest first. */
  addresses: z.array(hostPort).min(1).max(INVITE_HOSTS_MAX),
  /** What this person is called there. */
  myName: z.string().max(NAME_MAX_CHARS),
  /** ms since 1970. */
  lastSeen: z.int(),
});
export type KnownServer = z.infer<typeof knownServer>;
const file = z.object({ servers: z.array(z.unknown()) });

/** The file is there and is not what it should be: a pin must not be lost without a word. */
export class KnownServersDamaged extends Error {
  constructor(readonly file: string) {
    super(`not a list of known servers: ${file}`);
    this.name = 'KnownServersDamaged';
  }
}

export async function readKnown(folder: string): Promise<KnownServer[]> {
  const path = join(folder, FILE);
  const text = await readPrivateFile(path);
  if (text === null) return [];
  try {
    return file.parse(JSON.parse(text)).servers.map((one) => knownServer.parse(one));
  } catch {
    throw new KnownServersDamaged(path);
  }
}

/** Read anew, so that what another terminal wrote meanwhile stays. */
export async function saveKnown(folder: string, server: KnownServer): Promise<void> {
  const servers = remember(await readKnown(folder), server);
  await writePrivateFile(join(folder, FILE), `${JSON.stringify({ servers }, null, 2)}\n`);
}

const same = (a: HostPort, b: HostPort): boolean =>
  a.port === b.port && a.host.toLowerCase() === b.host.toLowerCase();
const anyOf = (list: readonly HostPort[], one: HostPort): boolean =>
  list.some((other) => same(one, other));

/**
 * The newest first. An address leads to one server: where an invite has led to another key than
 * before, the older entry gives the address up.
 */
export function remember(list: readonly KnownServer[], server: KnownServer): KnownServer[] {
  const is = (one: KnownServer) =>
    server.fingerprint === null
      ? one.fingerprint === null && one.addresses.some((at) => anyOf(server.addresses, at))
      : one.fingerprint === server.fingerprint;
  const before = list.find(is);
  const older = before?.addresses.filter((at) => !anyOf(server.addresses, at)) ?? [];
  const addresses = [...server.addresses, ...older].slice(0, INVITE_HOSTS_MAX);
  const others = list
    .filter((one) => one !== before)
    .map((one) => ({
      ...one,
      addresses: one.addresses.filter((at) => !anyOf(server.addresses, at)),
    }))
    .filter((one) => one.addresses.length > 0);
  return [{ ...server, addresses }, ...others].slice(0, KNOWN_SERVERS_MAX);
}

/** By the key that a target names, else by address. */
export const findKnown = (
  list: readonly KnownServer[],
  { fingerprint: key, hosts }: Target,
): KnownServer | undefined =>
  key === undefined
    ? list.find((one) => one.addresses.some((at) => anyOf(hosts, at)))
    : list.find((one) => one.fingerprint === key);
