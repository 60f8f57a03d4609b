/** What was deleted is in no byte of the log's files, while it is open and read beside its owner. */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RoomDraft } from '../log';
import { openForReading } from './open';
import { openSqliteLog } from './sqlite-log';

const ROOM = 'rabcdefghijk';
const by = `k${'a'.repeat(22)}`;
const about = { room: ROOM, ts: 1_700_000_000_000, by, name: '지훈' };
const SECRET = 'buried-treasure';
const words = (n: number): string => `${SECRET} number ${n}, and more of it`.repeat(4);
const posted = (n: number, room = ROOM): RoomDraft => ({
  ...{ ...about, room, kind: 'posted', text: words(n) },
});

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sarangbang-wiped-'));
  file = join(folder, 'log.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const holds = (text: string, of = file): boolean =>
  [of, `${of}-wal`, `${of}-journal`].some(
    (one) => existsSync(one) && readFileSync(one).includes(text),
  );
/** A second passes before it is wiped: nobody is kept waiting by a deletion. */
const WITHIN = { timeout: 20_000, interval: 50 };

it('a message that was deleted, what it said before, and what quoted it', async () => {
  const log = openSqliteLog({ file, durability: 'full', shared: true });
  const reply = { seq: 1, by, name: '지훈', text: SECRET };
  log.append({ events: [posted(1), { ...posted(2), text: 'yes', reply } as RoomDraft] });
  await log.append({ events: [{ ...about, kind: 'edited', target: 1, text: words(3) }] }).done;
  expect(holds(SECRET)).toBe(true);
  await log.append({ events: [{ ...about, kind: 'deleted', target: 1 }] }).done;
  await expect.poll(() => holds(SECRET), WITHIN).toBe(false);
  expect(holds('yes')).toBe(true);
  await log.close();
});

it('one of many messages that were committed together', async () => {
  const log = openSqliteLog({ file, durability: 'full', shared: true });
  const others = Array.from({ length: 60 }, (_, n) => ({
    ...posted(n),
    text: `${n} `.repeat(n * 20),
  }));
  const events = [...others.slice(0, 40), posted(1), ...others.slice(40)] as RoomDraft[];
  await log.append({ events }).done;
  expect(holds(SECRET)).toBe(true);
  await log.append({ events: [{ ...about, kind: 'deleted', target: 41 }] }).done;
  await expect.poll(() => holds(SECRET), WITHIN).toBe(false);
  expect(holds('39 39 39')).toBe(true);
  await log.close();
});

it('a room that was deleted, with its title, its topic and the names of its files', async () => {
  const log = openSqliteLog({ file, durability: 'full', shared: true });
  const reader = openForReading(file);
  reader.prepare('SELECT count(*) FROM events').get();
  const files = [{ id: 'f1', name: `${SECRET}.pdf`, size: 1, hash: 'h', type: 'file' }];
  log.append({ events: [{ ...about, kind: 'created', title: SECRET, access: 'open' }] });
  log.append({ events: Array.from({ length: 400 }, (_, n) => posted(n)) });
  log.append({ events: [{ ...posted(9), files } as unknown as RoomDraft] });
  log.append({ events: [{ ...about, kind: 'topic', topic: SECRET }] });
  log.append({ events: [{ ...about, kind: 'edited', target: 2, text: words(7) }] });
  await log.append({ events: [posted(1, 'lobby')].map((one) => ({ ...one, text: 'kept' })) }).done;
  expect(holds(SECRET)).toBe(true);
  await log.append({ events: [{ ...about, kind: 'ended' }] }).done;
  await expect.poll(() => holds(SECRET), WITHIN).toBe(false);
  expect(holds('kept')).toBe(true);
  reader.close();
  await log.close();
});

it('also when the process dies before it was wiped', async () => {
  const log = openSqliteLog({ file, durability: 'full', shared: true });
  const made = { ...about, kind: 'created', title: SECRET, access: 'open' } as const;
  await log.append({ events: [made, posted(1)] }).done;
  await log.append({ events: [{ ...about, kind: 'ended' }] }).done;
  // The disk as it is at this moment.
  const left = join(folder, 'left.db');
  for (const end of ['', '-wal']) copyFileSync(file + end, left + end);
  expect(holds(SECRET, left)).toBe(true);
  const again = openSqliteLog({ file: left, durability: 'full', shared: true });
  expect(holds(SECRET, left)).toBe(false);
  expect(again.head(ROOM)).toBe(3);
  await again.close();
  await log.close();
});
