import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  idOf,
  type KnownServer,
  mergeAddresses,
  openRegistry,
  parseRegistry,
  recentOf,
} from './registry';

const entry = (id: string, more: Partial<KnownServer> = {}): KnownServer => ({
  id,
  name: id,
  addresses: [{ host: '10.0.0.1', port: 7878 }],
  fingerprint: null,
  lastSeen: 1,
  hosted: false,
  shown: true,
  offline: false,
  myName: '',
  folder: '0123456789abcdef',
  ...more,
});

test.each([[null], ['text'], [[]], [{}], [{ servers: 'none' }], [{ servers: null }]])(
  'a file with %j is an empty list',
  (raw) => expect(parseRegistry(raw)).toEqual([]),
);

test('broken entries are left out, the others stay as they are', () => {
  const good = entry('a');
  const servers = [good, null, { id: 'b' }, entry('c', { folder: '../../etc' }), entry('a')];
  expect(parseRegistry({ servers })).toEqual([good]);
});

test('a broken flag falls back, the entry stays', () => {
  const raw = { ...entry('a'), shown: 'yes', myName: 7 };
  expect(parseRegistry({ servers: [raw] })).toEqual([entry('a')]);
});

test('the id is the key, or the address of a server without one', () => {
  expect(idOf('key', { host: 'h', port: 1 })).toBe('key');
  expect(idOf(null, { host: 'h', port: 1 })).toBe('plain:h:1');
});

test('newer addresses go first, none twice, no more than an invite may carry', () => {
  const host = (n: number) => ({ host: `Host${n}`, port: 1 });
  const older = Array.from({ length: 9 }, (_, n) => host(n));
  const merged = mergeAddresses([{ host: 'host3', port: 1 }], older);
  expect(merged.map(({ host }) => host)).toEqual([
    'host3',
    ...[0, 1, 2, 4, 5, 6, 7].map((n) => `Host${n}`),
  ]);
});

test('recent servers: newest first, neither the own room nor one never reached', () => {
  const entries = [
    entry('old', { lastSeen: 1, shown: false }),
    entry('own', { lastSeen: 9, hosted: true }),
    entry('new', { lastSeen: 5 }),
    entry('never', { lastSeen: 0 }),
  ];
  expect(recentOf(entries).map(({ id }) => id)).toEqual(['new', 'old']);
});

test('what was put is there after a restart, in its place, and nothing counts as broken', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sarangbang-registry-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const broken = vi.fn();
  const registry = openRegistry(folder, broken);
  for (const id of ['a', 'b', 'c']) registry.put(entry(id));
  // Another order of fields is the same entry; a new key takes the place of the old one.
  const { id: _old, ...rest } = entry('b', { secret: undefined });
  registry.put({ ...rest, id: 'new key' }, 'b');
  registry.remove('c');
  const again = openRegistry(folder, broken);
  expect(again.all().map(({ id }) => id)).toEqual(['a', 'new key']);
  expect(broken).not.toHaveBeenCalled();
});
