import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FORMAT_COPY_MS, REOPEN_EVERY_MS, REOPEN_FIRST_MS } from '../../../protocol/limits';
import { logContract } from '../log.contract';
import { LOG_FILE, openLog } from '../open-log';
import { DataFolderInUse, needsNobody } from './open';
import { openSqliteLog } from './sqlite-log';

const newFolder = () => mkdtempSync(join(tmpdir(), 'sarangbang-log-'));

for (const shared of [false, true])
  logContract(shared ? 'the SQLite log with readers' : 'the SQLite log', () => {
    const folder = newFolder();
    let db: DatabaseSyncInstance | undefined;
    let broken = false;
    const tune = (opened: DatabaseSyncInstance) => {
      db = opened;
      if (broken) breakInserts(opened);
    };
    const options = { file: join(folder, LOG_FILE), durability: 'full', shared, tune } as const;
    return {
      log: openSqliteLog(options),
      fail() {
        broken = true;
        if (db) breakInserts(db);
      },
      heal() {
        broken = false;
        db?.exec('DROP TRIGGER broken');
      },
      reopen: () => openSqliteLog(options),
      clean: () => rmSync(folder, { recursive: true, force: true }),
    };
  });

function breakInserts(db: DatabaseSyncInstance): void {
  db.exec(
    "CREATE TEMP TRIGGER broken AFTER INSERT ON main.events BEGIN SELECT RAISE(ABORT, 'broken disk'); END",
  );
}

describe('the SQLite log', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = newFolder();
    file = join(folder, 'data', LOG_FILE);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const open = () => openLog({ dataDir: join(folder, 'data'), durability: 'full', log: () => {} });
  const post = (text: string) => ({
    kind: 'posted' as const,
    room: 'lobby',
    ts: 1,
    by: `k${'a'.repeat(22)}`,
    name: 'a',
    text,
  });

  it('keeps folder and file to their owner', async () => {
    const log = await open();
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await log.close();
  });

  it('refuses a second server on the same folder, and lets it in afterwards', async () => {
    const log = await open();
    const refusal: unknown = await open().catch((why) => why);
    expect(refusal).toBeInstanceOf(DataFolderInUse);
    expect((refusal as Error).message).toMatch(/another server is using .*data/);
    await log.append({ events: [post('still mine')] }).done;
    await log.close();
    const next = await open();
    expect(next.head('lobby')).toBe(1);
    await next.close();
  });

  it('refuses a file of somebody else and one of a newer program', async () => {
    await (await open()).close();
    const newer = new DatabaseSync(file);
    newer.exec('PRAGMA user_version = 999');
    newer.close();
    await expect(open()).rejects.toThrow('newer program (format 999)');
    const foreign = new DatabaseSync(file);
    foreign.exec('PRAGMA user_version = 0; PRAGMA application_id = 7');
    foreign.close();
    await expect(open()).rejects.toThrow('not a Sarangbang log');
  });

  it('flushes every commit unless told otherwise', async () => {
    const settings: unknown[] = [];
    for (const durability of ['full', 'normal'] as const) {
      const name = join(folder, `${durability}.db`);
      const log = openSqliteLog({
        file: name,
        durability,
        tune: (db) => {
          settings.push(
            db.prepare('PRAGMA synchronous').get(),
            db.prepare('PRAGMA journal_mode').get(),
          );
        },
      });
      await log.close();
    }
    expect(settings).toEqual([
      { synchronous: 2 },
      { journal_mode: 'wal' },
      { synchronous: 1 },
      { journal_mode: 'wal' },
    ]);
  });

  it('goes on after the disk was full', async () => {
    let pages = 40;
    let connection: DatabaseSyncInstance | undefined;
    const lines: string[] = [];
    const log = openSqliteLog({
      file,
      durability: 'full',
      report: (line) => lines.push(line),
      tune: (db) => {
        connection = db;
        db.exec(`PRAGMA max_page_count = ${pages}`);
      },
    });
    let kept = 0;
    const fill = async () => {
      for (;;) {
        await log.append({ events: [post('가'.repeat(4000))] }).done;
        kept += 1;
      }
    };
    await expect(fill()).rejects.toMatchObject({ error: { code: 'storage-failed' } });
    expect(kept).toBeGreaterThan(2);
    expect(lines).toEqual([
      'the log could not commit: database or disk is full',
      'the log was reopened and checked',
    ]);
    pages = 4000;
    connection?.exec(`PRAGMA max_page_count = ${pages}`);
    await log.append({ events: [post('room again')] }).done;
    expect(log.head('lobby')).toBe(kept + 1);
    expect(log.read('lobby', { after: 0, limit: 100, maxBytes: 1e9 }).events).toHaveLength(
      kept + 1,
    );
    await log.close();
  });

  it('stays closed while the file is damaged, and says so', async () => {
    const lines: string[] = [];
    let damaged = false;
    const log = openSqliteLog({
      file,
      durability: 'full',
      report: (line) => lines.push(line),
      tune: (db) => {
        if (damaged) throw new Error('bad sector');
        breakInserts(db);
      },
    });
    let now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    damaged = true;
    const lost = log.append({ events: [post('x')] });
    await expect(lost.done).rejects.toMatchObject({ error: { code: 'storage-failed' } });
    expect(lines.at(-1)).toBe('the log stays closed: bad sector');
    expect(() => log.append({ events: [post('y')] })).toThrow('storage-failed');
    expect(() => log.read('lobby', { limit: 1, maxBytes: 1 })).toThrow('storage-failed');

    const tries = () => lines.filter((line) => line === 'the log stays closed: bad sector').length;
    const askAfter = (ms: number) => {
      now += ms;
      expect(() => log.append({ events: [post('y')] })).toThrow('storage-failed');
      return tries();
    };
    // soon at first, then less and less often, and at least every REOPEN_EVERY_MS
    expect(askAfter(REOPEN_FIRST_MS)).toBe(2);
    expect(askAfter(2 * REOPEN_FIRST_MS - 1)).toBe(2);
    expect(askAfter(1)).toBe(3);
    for (let tried = 3; tried < 10; tried += 1) expect(askAfter(REOPEN_EVERY_MS)).toBe(tried + 1);
    now += REOPEN_EVERY_MS;
    damaged = false;
    let told = 0;
    log.onLost(() => {
      told += 1;
    });
    expect(() => log.append({ events: [post('decided on what was lost')] })).toThrow();
    expect(told).toBe(1);
    expect(log.head('lobby')).toBe(0);
    clock.mockRestore();
    await log.close();
  });

  it('does not start on a damaged file, leaves it as it is, and says so', async () => {
    const log = await open();
    for (let i = 0; i < 50; i += 1) log.append({ events: [post(`${i} ${'가'.repeat(500)}`)] });
    await log.close();
    const whole = readFileSync(file);
    const torn = Buffer.from(whole).fill(0xa5, 4096 * 6, 4096 * 8);
    for (const damaged of [torn, Buffer.from('not a database at all'.repeat(400))]) {
      writeFileSync(file, damaged);
      await expect(open()).rejects.toMatchObject({ name: 'DamagedLog' });
      expect(readFileSync(file).equals(damaged)).toBe(true);
      // A backup can be put in its place.
      expect(() => needsNobody(file)).not.toThrow();
    }
    writeFileSync(file, whole);
    const again = await open();
    expect(again.head('lobby')).toBe(50);
    await again.close();
  });

  it('keeps what it was before a newer format, whole, and not for ever', async () => {
    const log = await open();
    await log.append({ events: [post('before')] }).done;
    await log.close();
    // As a program of one format earlier left it.
    const old = new DatabaseSync(file);
    old.exec('DROP TABLE originals; DROP INDEX events_by_target; DROP TABLE numbers');
    old.exec('ALTER TABLE events DROP COLUMN target; ALTER TABLE events DROP COLUMN first');
    old.exec('PRAGMA user_version = 1');
    old.close();
    const next = await open();
    await next.append({ events: [post('after')] }).done;
    expect(next.head('lobby')).toBe(2);
    await next.close();

    const copy = `${file}.format-1`;
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    const kept = new DatabaseSync(copy, { readOnly: true });
    expect(kept.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
    expect(kept.prepare('SELECT count(*) AS n FROM events').get()).toEqual({ n: 1 });
    kept.close();
    const long = new Date(Date.now() - FORMAT_COPY_MS - 60_000);
    utimesSync(copy, long, long);
    await (await open()).close();
    expect(existsSync(copy)).toBe(false);
  });

  it('opens a long log without reading its messages', async () => {
    const log = await open();
    const page = () => Array.from({ length: 500 }, (_, i) => post(`message ${i}`));
    for (let i = 0; i < 100; i += 1) log.append({ events: page() });
    await log.append({
      events: [{ kind: 'joined', room: 'lobby', ts: 1, by: `k${'a'.repeat(22)}`, name: 'a' }],
    }).done;
    await log.close();
    const db = new DatabaseSync(file);
    const plan = db
      .prepare('EXPLAIN QUERY PLAN SELECT json FROM events WHERE state = 1 ORDER BY id')
      .all() as { detail: string }[];
    db.close();
    expect(plan.map((step) => step.detail)).toEqual(['SCAN events USING INDEX events_state']);
    const again = await open();
    const seen: number[] = [];
    again.replay({ fact: () => {}, event: (event) => seen.push(event.seq) });
    expect(seen).toEqual([50_001]);
    expect(again.head('lobby')).toBe(50_001);
    await again.close();
  });
});
