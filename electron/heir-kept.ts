/**
 * A server that was taken over and could not be opened here: the old one has ended, so this is the
 * one that goes on. It lies in a folder of its own until a person opens it, or throws it away.
 */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fingerprint } from '../protocol/ids';
import { hostOptions } from '../protocol/settings';
import { successionRecord } from '../protocol/succession';

const keptServer = z.object({
  /** Under which this app knew it. */
  server: z.string(),
  known: fingerprint,
  record: successionRecord,
  options: hostOptions.omit({ password: true }),
  /** Sealed by the system's key store; null: there was none. */
  password: z.string().max(4096).nullable(),
  /** There was one that could not be sealed: it must not come back open to all. */
  passwordLost: z.boolean(),
});
export type KeptServer = z.infer<typeof keptServer>;

const NOTE = 'taken-over.json';

export const keep = (folder: string, kept: KeptServer): Promise<void> =>
  writeFile(path.join(folder, NOTE), JSON.stringify(kept), { mode: 0o600, flush: true });

/** What is kept in a folder; null for one in which nothing is whole. */
async function keptIn(folder: string): Promise<KeptServer | null> {
  try {
    return keptServer.parse(JSON.parse(await readFile(path.join(folder, NOTE), 'utf8')));
  } catch {
    return null;
  }
}

/** The first that is kept, and its folder. What a crash left of others is swept away. */
export async function sweepIncoming(
  incoming: string,
): Promise<{ folder: string; kept: KeptServer } | null> {
  const names = await readdir(incoming).catch(() => []);
  let found: { folder: string; kept: KeptServer } | null = null;
  for (const name of names.sort()) {
    const folder = path.join(incoming, name);
    const kept = await keptIn(folder);
    if (!kept) await rm(folder, { recursive: true, force: true });
    else found ??= { folder, kept };
  }
  return found;
}
