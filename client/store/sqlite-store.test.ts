import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../protocol/events';
import { FORMAT_COPY_MS } from '../../protocol/limits';
import { openCopyForReading } from './schema';
import { createCopySource } from './search-source';
import { openSqliteStore } from './sqlite-store';
import { storeContract } from './store.contract';

const folder = mkdtempSync(path.join(tmpdir(), 'sarangbang-copy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
let newest = '';
const newFile = () => {
  count += 1;
  newest = path.join(folder, `${count}`, 'copy.db');
  return newest;
};

describe('sqlite store', () => {
  storeContract(
    () => openSqliteStore(newFile()),
    (store) => {
      store.close();
      return openSqliteStore(newest);
    },
  );

  it('is readable by its owner only', () => {
    const file = newFile();
    openSqliteStore(file).close();
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(statSync(path.dirname(file)).mode & 0o077).toBe(0);
  });

  it('belongs to one client at a time', () => {
    const file = newFile();
    const store = openSqliteStore(file);
    expect(() => openSqliteStore(file)).toThrow(/locked|busy/i);
    store.close();
    openSqliteStore(file).close();
  });

  it('has what was enqueued when the process is gone without closing', () => {
    const file = newFile();
    const store = openSqliteStore(file);
    const row = store.enqueue('lobby', '남아야 할 말', 1);
    // What a killed process leaves behind: the file and its write-ahead log, nobody having closed.
    const left = newFile();
    openSqliteStore(left).close();
    copyFileSync(file, left);
    copyFileSync(`${file}-wal`, `${left}-wal`);
    store.close();
    const found = openSqliteStore(left);
    expect(found.outbox()).toEqual([row]);
    found.close();
  });

  it('keeps nothing of a run of events that could not be stored whole', () => {
    const store = openSqliteStore(newFile());
    const event = (seq: number) => ({
      kind: 'joined' as const,
      room: 'lobby',
      seq,
      prev: seq - 1,
      ts: 1,
      by: `k${'o'.repeat(22)}`,
      name: 'o',
    });
    store.addEvents('lobby', [event(1)], 'restart');
    expect(() => store.addEvents('lobby', [event(2), event(2)], 'live')).toThrow();
    expect(store.range('lobby')?.last).toBe(1);
    store.close();
  });

  it('tells an index what changed without growing with each change', () => {
    const file = newFile();
    const store = openSqliteStore(file);
    const base = { room: 'lobby', ts: 1, by: `k${'o'.repeat(22)}`, name: 'o' };
    const said = (seq: number): ChatEvent => ({
      ...{ ...base, kind: 'posted', seq, prev: seq - 1, text: `말 ${seq}` },
    });
    store.startOver('0123456789abcdef');
    store.addEvents('lobby', [1, 2, 3].map(said), 'restart');
    const db = openCopyForReading(file);
    const source = createCopySource(db);
    const rows = () => (db.prepare('SELECT count(*) AS n FROM feed').get() as { n: number }).n;
    const [first, mark] = [source.changes(0, 9), source.newest()];
    const proof = source.proof(mark);
    expect(first.map(({ place }) => place?.seq)).toEqual([1, 2, 3]);
    for (let i = 0; i < 200; i += 1) {
      const [seq, target] = [4 + i, 3 - (i % 3)];
      const change = { ...base, kind: 'reacted' as const, seq, prev: seq - 1, target };
      store.addEvents('lobby', [{ ...change, emoji: '👍', on: i % 2 === 0 }], 'live');
    }
    expect(rows()).toBe(3);
    // what was indexed is known again, and what changed since is told once
    expect(source.proves(mark, proof)).toBe(true);
    expect(source.proves(mark, 'lobby 77')).toBe(false);
    expect(new Set(source.changes(mark, 9).map(({ place }) => place?.seq))).toEqual(
      new Set([1, 2, 3]),
    );
    // a run that begins anew further on takes its own rows along, all but the newest
    store.addEvents('lobby', [said(900), said(901)], 'restart');
    expect(rows()).toBe(3);
    db.close();
    store.close();
  });

  /** As a program of one format earlier left it; `more` is done to the file last. */
  const olderFile = (text: string, more = '') => {
    const file = newFile();
    const store = openSqliteStore(file);
    const row = store.enqueue('lobby', text, 1);
    store.setDraft('lobby', '쓰다 만 말', 2);
    store.close();
    const db = new DatabaseSync(file);
    db.exec(`
      DROP TRIGGER feed_new; DROP TRIGGER feed_changed; DROP INDEX feed_by_place;
      ALTER TABLE drafts DROP COLUMN reply;
      CREATE TRIGGER feed_new AFTER INSERT ON events WHEN new.counts = 1
        BEGIN INSERT INTO feed(room, seq) VALUES(new.room, new.seq); END;
      CREATE TRIGGER feed_changed AFTER UPDATE OF json ON events
        BEGIN INSERT INTO feed(room, seq) VALUES(new.room, new.seq); END;
      PRAGMA user_version = 4;
      ${more}`);
    db.close();
    return { file, row };
  };
  const formatOf = (file: string): unknown => {
    const db = new DatabaseSync(file, { readOnly: true });
    try {
      return Object.values(db.prepare('PRAGMA user_version').get() as object)[0];
    } finally {
      db.close();
    }
  };
  const kept = (file: string) =>
    readdirSync(path.dirname(file)).filter((name) => name.includes('.format-'));

  it('keeps what it was before a newer format, whole, one of it, and not for ever', () => {
    const { file, row } = olderFile('아직 안 간 말');
    writeFileSync(`${file}.format-3`, 'of an earlier change');
    const store = openSqliteStore(file);
    expect(store.outbox()).toEqual([row]);
    expect(store.draft('lobby')).toMatchObject({ text: '쓰다 만 말' });
    store.close();
    expect(kept(file)).toEqual(['copy.db.format-4']);
    const before = `${file}.format-4`;
    expect(statSync(before).mode & 0o777).toBe(0o600);
    expect(formatOf(before)).toBe(4);
    // It is a copy: whoever goes back puts it in its place.
    const back = newFile();
    mkdirSync(path.dirname(back));
    copyFileSync(before, back);
    const again = openSqliteStore(back);
    expect(again.outbox()).toEqual([row]);
    again.close();
    // opening changes no format any more, and so keeps nothing
    openSqliteStore(file).close();
    const long = new Date(Date.now() - FORMAT_COPY_MS - 60_000);
    utimesSync(before, long, long);
    openSqliteStore(file).close();
    expect(kept(file)).toEqual([]);
  });

  it('is as it was where a change of its format comes to nothing', () => {
    const inTheWay = 'CREATE INDEX feed_by_place ON feed(room);';
    const { file, row } = olderFile('남아야 할 말', inTheWay);
    expect(() => openSqliteStore(file)).toThrow(/feed_by_place/);
    expect(formatOf(file)).toBe(4);
    // The older program opens it and goes on; then it works, and what is kept is the newest.
    const old = new DatabaseSync(file);
    old.exec(`DROP INDEX feed_by_place; UPDATE drafts SET text = '더 쓴 말'`);
    old.close();
    const store = openSqliteStore(file);
    expect(store.outbox()).toEqual([row]);
    store.close();
    const before = new DatabaseSync(`${file}.format-4`, { readOnly: true });
    expect(before.prepare('SELECT text FROM drafts').get()).toEqual({ text: '더 쓴 말' });
    before.close();
    expect(kept(file)).toEqual(['copy.db.format-4']);
  });

  it('changes nothing where there is no room for keeping it', () => {
    const { file, row } = olderFile('남아야 할 말');
    // what stands in the way of writing it, whatever it is
    mkdirSync(path.join(`${file}.format-4`, 'in the way'), { recursive: true });
    expect(() => openSqliteStore(file)).toThrow();
    expect(formatOf(file)).toBe(4);
    rmSync(`${file}.format-4`, { recursive: true });
    const store = openSqliteStore(file);
    expect(store.outbox()).toEqual([row]);
    store.close();
  });

  it('refuses files of others and of newer programs', () => {
    const foreign = newFile();
    openSqliteStore(foreign).close();
    const db = new DatabaseSync(foreign);
    db.exec('PRAGMA user_version = 999');
    db.close();
    expect(() => openSqliteStore(foreign)).toThrow(/newer program/);
    const text = path.join(folder, 'text.db');
    writeFileSync(text, 'this is not a database, only words, and enough of them'.repeat(40));
    expect(() => openSqliteStore(text)).toThrow();
  });
});
