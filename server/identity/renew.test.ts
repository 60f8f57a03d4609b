import { copyFile, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { heirOf } from '../../protocol/wire/succession';
import { readRecords, writeRecords } from '../handover/succession-file';
import { startServer } from '../server';
import { dataFolder, testServer } from '../testing/test-server';
import { IDENTITY_FILE } from './identity';
import { NEXT_FILE, renewKey } from './renew';

/** The folder of a server that ran and was stopped, its key and its log. */
async function stopped() {
  const dataDir = await dataFolder();
  const server = await startServer({ dataDir, port: 0, host: '127.0.0.1', workers: 0 });
  const { fingerprint: key, epoch: log } = server.facts;
  await server.stop();
  return { dataDir, key, log };
}

/** The key with which a folder is served, after a start. */
async function servedKey(dataDir: string): Promise<string> {
  const server = await startServer({ dataDir, port: 0, host: '127.0.0.1', workers: 0 });
  await server.stop();
  return server.facts.fingerprint;
}

it('leads whoever knows the first key to the last one, of the same log', async () => {
  const { dataDir, key, log } = await stopped();
  const first = await renewKey(dataDir);
  const second = await renewKey(dataDir);
  expect(first.from).toBe(key);
  expect(second.from).toBe(first.to);
  const server = await startServer({ dataDir, port: 0, host: '127.0.0.1', workers: 0 });
  await server.stop();
  expect(server.facts).toMatchObject({ fingerprint: second.to, epoch: log });
  expect(heirOf(key, server.succession, log)).toBe(second.to);
  expect(heirOf(first.to, server.succession, log)).toBe(second.to);
  expect((await stat(join(dataDir, IDENTITY_FILE))).mode & 0o777).toBe(0o600);
  expect(await readdir(dataDir)).not.toContain(NEXT_FILE);
});

it('cut short before the record is written, it has not happened', async () => {
  const { dataDir, key, log } = await stopped();
  const old = await readFile(join(dataDir, IDENTITY_FILE));
  await renewKey(dataDir);
  // As a crash between the first step and the second leaves it.
  await rename(join(dataDir, IDENTITY_FILE), join(dataDir, NEXT_FILE));
  await writeFile(join(dataDir, IDENTITY_FILE), old);
  await writeRecords(dataDir, []);
  expect(await servedKey(dataDir)).toBe(key);
  expect(await readdir(dataDir)).not.toContain(NEXT_FILE);
  const { to } = await renewKey(dataDir);
  expect(heirOf(key, await readRecords(dataDir), log)).toBe(to);
});

it('cut short after the record is written, the next start finishes it', async () => {
  const { dataDir, key } = await stopped();
  const old = await readFile(join(dataDir, IDENTITY_FILE));
  const { to } = await renewKey(dataDir);
  await rename(join(dataDir, IDENTITY_FILE), join(dataDir, NEXT_FILE));
  await writeFile(join(dataDir, IDENTITY_FILE), old);
  expect(await servedKey(dataDir)).toBe(to);
  expect(await readdir(dataDir)).not.toContain(NEXT_FILE);
  expect(to).not.toBe(key);
});

it('a draft that proves nothing is thrown away', async () => {
  const { dataDir, key } = await stopped();
  await writeFile(join(dataDir, NEXT_FILE), '-----BEGIN PRIVATE KEY-----\nAAAA');
  expect(await servedKey(dataDir)).toBe(key);
  const other = await stopped();
  await copyFile(join(other.dataDir, IDENTITY_FILE), join(dataDir, NEXT_FILE));
  expect(await servedKey(dataDir)).toBe(key);
});

it('is refused while the server runs, where none is, and after a hand-over', async () => {
  const dataDir = await dataFolder();
  const server = await testServer({ dataDir });
  await expect(renewKey(dataDir)).rejects.toMatchObject({ name: 'DataFolderInUse' });
  expect(server.facts.fingerprint).toMatch(/^[A-Za-z0-9_-]{43}$/);

  const empty = await dataFolder();
  await expect(renewKey(empty)).rejects.toMatchObject({ code: 'no-server' });
  expect(await readdir(empty).catch(() => [])).toEqual([]);

  const gone = await stopped();
  const old = await readFile(join(gone.dataDir, IDENTITY_FILE));
  await renewKey(gone.dataDir);
  // The record leads to a key that is not here: this is what a hand-over leaves.
  await writeFile(join(gone.dataDir, IDENTITY_FILE), old);
  await expect(renewKey(gone.dataDir)).rejects.toMatchObject({ name: 'HandedOver' });
});
