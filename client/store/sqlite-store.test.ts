import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../protocol/events';
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
