/**
 * Taking over a server that its host hands on (docs/PROTOCOL.md "Hand-over"): fetches it over the
 * connection that stands, opens it here, and tells the old one when everybody may come.
 */
import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ChatClient } from '../client/api';
import { Refusal } from '../protocol/errors';
import { HANDOVER_CHUNK_BYTES, HANDOVER_IN_FLIGHT, INVITE_HOSTS_MAX } from '../protocol/limits';
import type { ResultOf } from '../protocol/replies';
import { type HostOptions, hostOptions } from '../protocol/settings';
import type { HandoverStep } from '../protocol/succession';
import type { RunChore } from './embedded/chore';
import type { Log } from './log';
import type { OwnRoom } from './own-room';
import type { Servers } from './servers/api';

export interface Heir {
  accept(server: string, id: string): Promise<'done' | 'failed' | 'hosting'>;
}

interface Deps {
  /** Where what arrives lies until it is whole. */
  folder: string;
  /** Of this computer's own server. */
  dataDir: string;
  runChore: RunChore;
  servers: Pick<Servers, 'get'>;
  ownRoom: Pick<OwnRoom, 'hosting' | 'adopt'>;
  addresses(): readonly string[];
  log: Log;
}

export const createHeir = (deps: Deps): Heir => {
  let taking = false;

  const take = async (server: string, id: string): Promise<boolean> => {
    const { client, entry } = deps.servers.get(server);
    const known = entry.fingerprint;
    if (!known) throw new Error('a server without a key cannot be handed over');
    const folder = path.join(
      deps.folder,
      createHash('sha256').update(id).digest('hex').slice(0, 16),
    );
    const file = `${folder}.tar.gz`;
    let onlyHere = false;
    try {
      const { fingerprint: key } = await deps.runChore<'heir-key'>({ kind: 'heir-key', folder });
      const { bytes = 0 } = await ask(client, { do: 'accept', id, key });
      await fetchAll(client, id, bytes, file);
      const { name } = await deps.runChore<'heir-unpack'>({ kind: 'heir-unpack', folder, file });
      const { record, password } = await ask(client, { do: 'finish', id });
      if (!record) throw new Error('no record was given');
      onlyHere = true;
      const { dataDir } = deps;
      const install = { kind: 'heir-install', folder, dataDir, known, record } as const;
      await deps.runChore<'heir-install'>(install);
      onlyHere = false;
      const options: HostOptions = hostOptions.parse({ name, ...(password && { password }) });
      const hosting = await deps.ownRoom.adopt(options, {
        server,
        async opened(port) {
          const hosts = deps.addresses().map((host) => ({ host, port }));
          const told = hosts.length > 0 ? hosts : [{ host: '127.0.0.1', port }];
          // Even if it is not told: whoever has the record finds the way, and it is open here.
          await ask(client, { do: 'opened', id, hosts: told.slice(0, INVITE_HOSTS_MAX) }).catch(
            () => deps.log.warn('the old host could not be told that the room is open'),
          );
        },
      });
      return hosting.state === 'open';
    } finally {
      // The old server has ended: what could not be put in its place is not thrown away.
      if (onlyHere) deps.log.warn(`what was taken over is kept in ${folder}`);
      else {
        await rm(file, { force: true });
        await rm(folder, { recursive: true, force: true });
      }
    }
  };

  return {
    async accept(server, id) {
      const { state } = deps.ownRoom.hosting;
      if (taking || state === 'open' || state === 'starting') return 'hosting';
      taking = true;
      try {
        return (await take(server, id)) ? 'done' : 'failed';
      } catch (why) {
        deps.log.warn(`taking over failed: ${why instanceof Error ? why.message : why}`);
        const { client } = deps.servers.get(server);
        await ask(client, { do: 'decline', id }).catch(() => {});
        return 'failed';
      } finally {
        taking = false;
      }
    },
  };
};

const ask = async (client: ChatClient, step: HandoverStep): Promise<ResultOf<'handover'>> => {
  const reply = await client.submit<'handover'>({ verb: 'handover', step });
  if (!reply.ok) throw new Refusal(reply.error.code, reply.error);
  return reply.result;
};

/** Several parts are asked for at a time; each is written where it belongs. */
async function fetchAll(
  client: ChatClient,
  id: string,
  bytes: number,
  file: string,
): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < bytes) {
      const offset = next;
      next += HANDOVER_CHUNK_BYTES;
      const { data = '' } = await ask(client, { do: 'read', id, offset });
      const part = Buffer.from(data, 'base64url');
      if (part.length !== Math.min(HANDOVER_CHUNK_BYTES, bytes - offset)) {
        throw new Error('a part is not of the agreed length');
      }
      await handle.write(part, 0, part.length, offset);
    }
  };
  try {
    await Promise.all(Array.from({ length: HANDOVER_IN_FLIGHT }, work));
    await handle.sync();
  } finally {
    await handle.close();
  }
}
