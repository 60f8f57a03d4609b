/**
 * Taking over a server that its host hands on (docs/PROTOCOL.md "Hand-over"): fetches it over the
 * connection that stands, opens it here, and tells the old one when everybody may come.
 */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../protocol/errors';
import { HANDOVER_ANSWER_MS, INVITE_HOSTS_MAX } from '../protocol/limits';
import type { ResultOf } from '../protocol/replies';
import { type HostOptions, hostOptions } from '../protocol/settings';
import type { RunChore } from './embedded/chore';
import { type AskHost, fetchServer, NoSpace } from './heir-fetch';
import { type KeptServer, keep, sweepIncoming } from './heir-kept';
import type { Log } from './log';
import type { Adoption, OwnRoom } from './own-room';
import type { Secrets } from './secrets';
import type { Servers } from './servers/api';

/**
 * `kept`: it is here whole and could not be put in its place, see `again`. `here`: it is in its place,
 * and opens like any room of this computer.
 */
export type TakeOver = 'done' | 'failed' | 'hosting' | 'no-space' | 'kept' | 'here';

export interface Heir {
  accept(server: string, id: string): Promise<TakeOver>;
  /**
   * Of a server that was taken over and is not open yet: what it is called, and whether its password
   * has to be said, as it could not be kept. Null: there is none.
   */
  kept(): Promise<{ name: string; password: boolean } | null>;
  /** Opens it. */
  again(password?: string): Promise<TakeOver>;
  /** Throws it away, for good. */
  drop(): Promise<void>;
}

interface Deps {
  /** Where what arrives lies until it is whole. */
  folder: string;
  /** Of this computer's own server. */
  dataDir: string;
  runChore: RunChore;
  servers: { get(id: string): Pick<ReturnType<Servers['get']>, 'client' | 'entry'> };
  ownRoom: Pick<OwnRoom, 'hosting' | 'adopt'>;
  secrets: Pick<Secrets, 'seal' | 'open'>;
  addresses(): readonly string[];
  log: Pick<Log, 'warn'>;
}

interface Waiting {
  folder: string;
  kept: KeptServer;
}

export const createHeir = (deps: Deps): Heir => {
  const { log, secrets } = deps;
  let busy = false;
  /** Nothing is under way yet: what a crash left behind is not needed by anybody. */
  let waiting: Promise<Waiting | null> = sweepIncoming(deps.folder).catch((why) => {
    log.warn(`what was taken over could not be looked at: ${reasonOf(why)}`);
    return null;
  });

  const passwordOf = ({ password }: KeptServer): string | undefined =>
    (password !== null && secrets.open(password)) || undefined;
  const isLost = (kept: KeptServer): boolean =>
    kept.passwordLost || (kept.password !== null && passwordOf(kept) === undefined);

  const isHosting = () => ['open', 'starting'].includes(deps.ownRoom.hosting.state);
  const isKnown = (server: string) => {
    try {
      return Boolean(deps.servers.get(server));
    } catch {
      return false;
    }
  };

  /** Puts it in the place of this computer's own server, and opens it. */
  const open = async (
    { folder, kept }: Waiting,
    password: string | undefined,
    tell: Adoption['opened'],
  ): Promise<'done' | 'here'> => {
    const { dataDir } = deps;
    const { known, record, server } = kept;
    await deps.runChore<'heir-install'>({ kind: 'heir-install', folder, dataDir, known, record });
    await rm(folder, { recursive: true, force: true });
    waiting = Promise.resolve(null);
    const options: HostOptions = { ...kept.options, ...(password && { password }) };
    const adoption = { opened: tell, ...(isKnown(server) && { server }) };
    const { state } = await deps.ownRoom.adopt(options, adoption);
    return state === 'open' ? 'done' : 'here';
  };

  const take = async (server: string, id: string): Promise<TakeOver> => {
    const { client, entry } = deps.servers.get(server);
    const known = entry.fingerprint;
    if (!known) throw new Error('a server without a key cannot be handed over');
    const ask: AskHost = async (step) => {
      const reply = await client.submit<'handover'>({ verb: 'handover', step });
      if (!reply.ok) throw new Refusal(reply.error.code, reply.error);
      return reply.result;
    };
    const folder = path.join(deps.folder, nameOf(id));
    try {
      const { fingerprint: key } = await deps.runChore<'heir-key'>({ kind: 'heir-key', folder });
      await ask({ do: 'accept', id, key });
      await fetchServer(ask, id, path.join(folder, 'data'));
      const { dataDir } = deps;
      const { name } = await whileAwake(
        () => ask({ do: 'seal', id }),
        () => deps.runChore<'heir-check'>({ kind: 'heir-check', folder, dataDir }),
      );
      const given = await ask({ do: 'finish', id });
      if (!given.record) throw new Error('no record was given');
      const kept = { server, known, record: given.record, ...optionsOf(name, given, secrets) };
      // From here on this is the only one: what cannot be opened now is opened later.
      waiting = Promise.resolve({ folder, kept });
      await keep(folder, kept);
      const tell = async (port: number): Promise<void> => {
        const hosts = deps.addresses().map((host) => ({ host, port }));
        const told = hosts.length > 0 ? hosts : [{ host: '127.0.0.1', port }];
        // Even if it is not told: whoever has the record finds the way, and it is open here.
        await ask({ do: 'opened', id, hosts: told.slice(0, INVITE_HOSTS_MAX) }).catch(() =>
          log.warn('the old host could not be told that the room is open'),
        );
      };
      return await whileAwake(
        () => ask({ do: 'finish', id }),
        () => open({ folder, kept }, given.password, tell),
      );
    } catch (why) {
      log.warn(`taking over failed: ${reasonOf(why)}`);
      if ((await waiting)?.folder === folder) return 'kept';
      await rm(folder, { recursive: true, force: true });
      await ask({ do: 'decline', id }).catch(() => {});
      return isNoSpace(why) ? 'no-space' : 'failed';
    }
  };

  /** One at a time, and not while a room is open here. */
  const alone = async (work: () => Promise<TakeOver>): Promise<TakeOver> => {
    if (busy || isHosting()) return 'hosting';
    busy = true;
    try {
      return await work();
    } finally {
      busy = false;
    }
  };

  return {
    accept: (server, id) =>
      alone(async () => {
        await waiting;
        return take(server, id);
      }),
    async kept() {
      const found = busy ? null : await waiting;
      return found && { name: found.kept.options.name, password: isLost(found.kept) };
    },
    again: (said) =>
      alone(async () => {
        const found = await waiting;
        if (!found) return 'failed';
        const password = said || passwordOf(found.kept);
        // A room that had a password must not come back open to all.
        if (isLost(found.kept) && !said) return 'kept';
        try {
          return await open(found, password, async () => {});
        } catch (why) {
          log.warn(`opening what was taken over failed: ${reasonOf(why)}`);
          return 'kept';
        }
      }),
    async drop() {
      const found = await waiting;
      waiting = Promise.resolve(null);
      if (found) await rm(found.folder, { recursive: true, force: true });
    },
  };
};

/** As the old host had it, but for what is decided by whose computer it is. */
function optionsOf(
  name: string,
  { password, settings }: ResultOf<'handover'>,
  secrets: Pick<Secrets, 'seal'>,
): Pick<KeptServer, 'options' | 'password' | 'passwordLost'> {
  const { files, capacity, discoverable } = settings ?? {};
  const options = hostOptions.parse({
    name,
    compat: [],
    ...(files && { files }),
    ...(capacity !== undefined && { capacity }),
    ...(discoverable !== undefined && { discoverable }),
  });
  const sealed = password ? secrets.seal(password) : null;
  return { options, password: sealed, passwordLost: Boolean(password) && sealed === null };
}

/** While something takes its time here, the old host is told again and again that it goes on. */
async function whileAwake<T>(nudge: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => void nudge().catch(() => {}), HANDOVER_ANSWER_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

const nameOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 16);

const isNoSpace = (why: unknown): boolean =>
  why instanceof NoSpace || (why as { code?: unknown } | null)?.code === 'ENOSPC';

const reasonOf = (why: unknown): string => (why instanceof Error ? why.message : String(why));
