import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openIdentity } from './identity';
import type { Secrets } from './secrets';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sarangbang-identity-'));
  file = path.join(folder, 'device-key.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const none: Secrets = { real: false, seal: () => null, open: () => null };
const turn = (text: string) => [...text].reverse().join('');
const real: Secrets = { real: true, seal: turn, open: turn };
const quiet = () => {};

test('the identity stays the same, readable by this user only', () => {
  const first = openIdentity(file, none, quiet);
  expect(first.encrypted).toBe(false);
  expect(openIdentity(file, none, quiet).key.user).toBe(first.key.user);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
});

test('a plain key is sealed as soon as there is a real store', () => {
  const { key } = openIdentity(file, none, quiet);
  const plain = (JSON.parse(readFileSync(file, 'utf8')) as { data: string }).data;
  expect(openIdentity(file, real, quiet)).toMatchObject({ encrypted: true });
  expect(readFileSync(file, 'utf8')).not.toContain(plain);
  expect(openIdentity(file, real, quiet).key.user).toBe(key.user);
});

test('a sealed key that cannot be opened today is not lost', () => {
  const { key } = openIdentity(file, real, quiet);
  const before = readFileSync(file, 'utf8');
  const warn = vi.fn();
  expect(openIdentity(file, none, warn).key.user).not.toBe(key.user);
  expect(warn).toHaveBeenCalledOnce();
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(openIdentity(file, real, quiet).key.user).toBe(key.user);
});

test.each(['', '{', '{"kind":"plain","data":"AAAA"}'])(
  'a broken file is kept aside: %s',
  (text) => {
    writeFileSync(file, text);
    const { key } = openIdentity(file, none, quiet);
    const aside = readdirSync(folder).find((name) => name.includes('.broken-'));
    expect(readFileSync(path.join(folder, aside ?? ''), 'utf8')).toBe(text);
    expect(openIdentity(file, none, quiet).key.user).toBe(key.user);
  },
);
