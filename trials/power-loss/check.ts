/** Opens what a crash left as the server would, and holds it against what was promised. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { LOG_FILE, openLog } from '../../server/log/open-log';
import type { Deed, Worked } from './work';

export interface Promised {
  readonly worked: Worked;
  /** Deeds by the message that they made or changed, in their order. */
  readonly changes: ReadonlyMap<string, readonly Deed[]>;
  /** Seq by id of what the client was told is accepted; null for what is no message. */
  readonly accepted: ReadonlyMap<string, number | null>;
  /** Whether others had been told of the server's key. */
  readonly listening: boolean;
  readonly key: string;
}

const ALL = { limit: 1_000_000, maxBytes: 1e12 };

/** What is wrong with it; null: nothing. Writes the files into `folder`, which is emptied first. */
export async function wrongWith(
  image: ReadonlyMap<string, Buffer>,
  promised: Promised,
  folder: string,
): Promise<string | null> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, bytes] of image) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  if (promised.listening && image.get('identity.pem')?.toString() !== promised.key) {
    return 'the server has another key, or none';
  }
  try {
    return (await wrongInLog(folder, promised)) ?? damage(path.join(folder, LOG_FILE));
  } catch (why) {
    return `it does not open: ${why instanceof Error ? why.message : why}`;
  }
}

async function wrongInLog(folder: string, promised: Promised): Promise<string | null> {
  const { worked, accepted, changes } = promised;
  const lines: string[] = [];
  const log = await openLog({
    dataDir: folder,
    durability: 'full',
    log: (line) => lines.push(line),
  });
  try {
    const { events } = log.read('lobby', { after: 0, ...ALL });
    let prev = 0;
    for (const event of events) {
      if (event.seq <= prev || event.prev !== prev) return `a hole before ${event.seq}`;
      prev = event.seq;
    }
    const mark = log.highWater(worked.user, worked.outbox);
    for (const { id, n, kind, post } of worked.deeds) {
      if (!accepted.has(id)) continue;
      if (n !== null && n > mark) return `${id} was accepted, and its number would be taken again`;
      if (kind !== 'post') continue;
      const seq = accepted.get(id) as number;
      const message = log.message('lobby', seq);
      // what was deleted keeps its place, without a word
      const text = message?.text || null;
      const may = mayBe(changes.get(post) ?? [], accepted);
      if (!may.includes(text))
        return `${id} was accepted and is ${shown(text)}, not ${may.map(shown)}`;
    }
  } finally {
    await log.close();
  }
  return lines.length > 0 ? lines.join(', ') : null;
}

const shown = (text: string | null): string => (text === null ? 'gone' : `"${text.slice(0, 20)}"`);

/** What a message may say: what the last accepted change made of it, or any that was under way. */
function mayBe(changes: readonly Deed[], accepted: Promised['accepted']): (string | null)[] {
  const last = changes.findLastIndex(({ id }) => accepted.has(id));
  return changes.slice(last).map(({ text }) => text);
}

function damage(file: string): string | null {
  const db = new DatabaseSync(file);
  const [row] = db.prepare('PRAGMA integrity_check(1)').all() as Record<string, string>[];
  db.close();
  const said = Object.values(row ?? {})[0];
  return said === 'ok' ? null : `damaged: ${said}`;
}
