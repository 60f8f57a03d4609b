/**
 * One large file up and down, inside TLS, between a server in a process of its own and a client in
 * this one: how fast, and how much memory either side takes for it.
 */
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createClient } from '../client/client';
import { openSqliteStore } from '../client/store/sqlite-store';
import { createDeviceKey } from '../protocol/wire/auth';
import { type ServerProcess, startSarangbang } from './server-process';

const MIB = 1024 ** 2;
const SIZE = 1024 * MIB;
const SAMPLE_MS = 20;

const print = (text: string) => process.stdout.write(`${text}\n`);

interface Peaks {
  server: number;
  client: number;
}

/** How much resident memory either side gained at most while `work` ran, in bytes. */
async function growth(server: ServerProcess, work: () => Promise<void>): Promise<Peaks> {
  const before = { server: server.memory() ?? 0, client: process.memoryUsage.rss() };
  const peaks = { server: 0, client: 0 };
  const look = () => {
    peaks.server = Math.max(peaks.server, (server.memory() ?? 0) - before.server);
    peaks.client = Math.max(peaks.client, process.memoryUsage.rss() - before.client);
  };
  const sampling = setInterval(look, SAMPLE_MS);
  await work();
  clearInterval(sampling);
  look();
  return peaks;
}

export async function benchFiles(size = SIZE): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-bench-files-'));
  const server = await startSarangbang();
  const client = createClient({
    target: { hosts: [{ host: '127.0.0.1', port: server.port }] },
    known: null,
    firstVisit: 'trust',
    plain: 'never',
    tls: 'on',
    name: 'bench',
    key: createDeviceKey().key,
    store: openSqliteStore(path.join(folder, 'copy.db')),
    language: 'en',
    app: 'bench',
    reconnect: true,
  });
  const came = () =>
    new Promise<string>((resolve) => {
      const stop = client.on('events', (events) => {
        for (const event of events) {
          const file = event.kind === 'posted' && event.files?.[0];
          if (!file) continue;
          stop();
          resolve(file.id);
        }
      });
    });
  const send = async (bytes: number, name: string): Promise<string> => {
    const file = path.join(folder, name);
    writeFileSync(file, '');
    truncateSync(file, bytes);
    const { mtimeMs: modified } = statSync(file);
    const there = came();
    const local = { token: name, path: file, own: false, modified, name, size: bytes };
    await client.files.send('lobby', [{ ...local, type: 'application/octet-stream' }], '');
    return there;
  };
  const fetch = async (file: string) => {
    const { signal } = new AbortController();
    await client.files.fetch(file, path.join(folder, `down-${file}`), { signal });
  };
  try {
    const ready = new Promise<void>((resolve) => client.on('ready', () => resolve()));
    client.connect();
    await ready;
    // What both load when a file is moved for the first time is not what is measured.
    await fetch(await send(8 * MIB, 'first'));
    let id = '';
    const report = async (what: string, work: () => Promise<void>) => {
      const from = performance.now();
      const peaks = await growth(server, work);
      const rate = size / MIB / ((performance.now() - from) / 1000);
      const gained = (bytes: number) => `${(bytes / MIB).toFixed(0)} MiB`;
      print(
        `${what.padEnd(6)} ${size / MIB} MiB  ${rate.toFixed(0)} MiB/s  ` +
          `memory gained: server ${gained(peaks.server)}, client ${gained(peaks.client)}`,
      );
    };
    print('Files: one large file inside TLS, checked by hash on both sides');
    await report('up', async () => {
      id = await send(size, 'large');
    });
    await report('down', () => fetch(id));
  } finally {
    await client.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
