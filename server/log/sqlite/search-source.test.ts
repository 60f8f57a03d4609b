import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openForReading } from './open';
import { createLogSource } from './search-source';
import { openSqliteLog } from './sqlite-log';

it('tells each event once, after any mark, however many were committed together', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sarangbang-source-'));
  const file = join(folder, 'log.db');
  const log = openSqliteLog({ file, durability: 'normal', shared: true });
  const by = `k${'a'.repeat(22)}`;
  const places: { room: string; seq: number }[] = [];
  const heads = new Map<string, number>();
  const says = (room: string) => {
    const seq = (heads.get(room) ?? 0) + 1;
    heads.set(room, seq);
    places.push({ room, seq });
    return { kind: 'posted' as const, room, ts: 1000 + seq, by, name: '지훈', text: `${seq}` };
  };
  for (const size of [1, 3, 10, 2, 100, 4, 1]) {
    const room = size === 10 ? 'r2' : 'lobby';
    await log.append({ events: Array.from({ length: size }, () => says(room)) }).done;
  }
  const db = openForReading(file);
  const source = createLogSource(db);
  const all = source.changes(0, 1_000);
  expect(all).toEqual(places.map((place, i) => ({ mark: i + 1, place })));
  expect(source.newest()).toBe(places.length);
  for (let after = 0; after <= places.length; after += 1) {
    expect(source.changes(after, 7)).toEqual(all.slice(after, after + 7));
    expect([...source.changesBack(after)]).toEqual(all.slice(after).reverse());
  }
  const proofs = all.map(({ mark }) => source.proof(mark));
  expect(new Set(proofs).size).toBe(places.length);
  expect(source.proof(places.length + 1)).toBe('');
  for (const { mark, place } of all) {
    expect(source.proves(mark, proofs[mark - 1] as string)).toBe(true);
    expect(place && source.message(place)).toMatchObject(place as object);
  }
  expect(source.message({ room: 'lobby', seq: 1_000 })).toBeNull();
  db.close();
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});
