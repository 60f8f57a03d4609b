import { writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DamagedIdentity, IDENTITY_FILE } from './identity/identity';
import { startServer } from './server';
import { greet, join, newKey } from './testing/native-client';
import { RawClient } from './testing/raw-client';
import { dataFolder, testServer } from './testing/test-server';

describe('a server', () => {
  it('comes back with its identity, its name and its history', async () => {
    const dataDir = await dataFolder();
    const key = newKey();
    const first = await testServer({ dataDir, name: '우리 방' });
    const a = await join({ port: first.port, tls: true, key, name: 'a' });
    await a.post('before');
    await first.stop();
    const second = await testServer({ dataDir });
    expect(second.facts).toMatchObject({
      name: '우리 방',
      fingerprint: first.facts.fingerprint,
      epoch: first.facts.epoch,
    });
    const again = await join({ port: second.port, tls: true, key, name: 'a' });
    const page = await again.run({ verb: 'history', room: 'lobby' });
    expect(page).toMatchObject({ ok: true });
    expect(JSON.stringify(page)).toContain('before');
  });

  it('keeps nothing without a data folder', async () => {
    const first = await testServer();
    const second = await testServer();
    expect(second.facts.fingerprint).not.toBe(first.facts.fingerprint);
  });

  it('does not start on a folder that another one uses, nor with a damaged key', async () => {
    const dataDir = await dataFolder();
    const first = await testServer({ dataDir });
    const second = startServer({ host: '127.0.0.1', port: 0, dataDir });
    await expect(second).rejects.toMatchObject({ name: 'DataFolderInUse' });
    await first.stop();
    await writeFile(path(dataDir, IDENTITY_FILE), 'damaged');
    const third = startServer({ host: '127.0.0.1', port: 0, dataDir });
    await expect(third).rejects.toThrow(DamagedIdentity);
    // and leaves the folder free
    await expect(startServer({ host: '127.0.0.1', port: 0, dataDir })).rejects.toThrow(
      DamagedIdentity,
    );
  });

  it('leaves the folder free when its port is taken', async () => {
    const dataDir = await dataFolder();
    const { port } = await testServer();
    await expect(startServer({ host: '127.0.0.1', port, dataDir })).rejects.toThrow('EADDRINUSE');
    await testServer({ dataDir });
  });

  it('tells how many people are there', async () => {
    const server = await testServer();
    const counts: number[] = [];
    const stop = server.onPeople((people) => counts.push(people));
    const a = await join({ port: server.port, name: 'a' });
    const left = new Promise<void>((resolve) => server.onPeople((n) => n === 0 && resolve()));
    a.close();
    await left;
    stop();
    await join({ port: server.port, name: 'b' });
    expect(counts).toEqual([1, 0]);
    expect(server.people()).toBe(1);
  });

  it('hears of a shutdown from a host, and from nobody else', async () => {
    const host = newKey();
    const server = await testServer({ hosts: [host.user] });
    const other = await join({ port: server.port, tls: true, name: 'other' });
    expect(await other.run({ verb: 'shutdown' })).toMatchObject({ error: { code: 'not-allowed' } });
    const owner = await join({ port: server.port, tls: true, key: host, name: '주인' });
    expect(await owner.run({ verb: 'shutdown' })).toMatchObject({ ok: true });
    expect(await server.shutdownAsked).toEqual({ by: '주인' });
  });
});

describe('stopping', () => {
  it('says goodbye to everybody, and twice is once', async () => {
    const server = await testServer();
    const { port } = server;
    const app = await join({ port, tls: true, name: 'app' });
    const nc = await RawClient.open({ port });
    nc.write('hello\n');
    await nc.text('\n');
    const { client: greeted } = await greet({ port });
    const undecided = await RawClient.open({ port });
    const stopped = Promise.all([server.stop({ reason: 'restarting', by: '주인' }), server.stop()]);
    for (const client of [app.raw, greeted]) {
      expect(await client.take('bye')).toEqual({ t: 'bye', reason: 'restarting', by: '주인' });
    }
    await Promise.all([app.raw.gone(), nc.gone(), greeted.gone(), undecided.gone()]);
    expect(undecided.bytes.length).toBe(0);
    await stopped;
    await expect(RawClient.open({ port })).rejects.toThrow('ECONNREFUSED');
  });

  it('keeps every message that was accepted while it stopped', async () => {
    const dataDir = await dataFolder();
    const server = await testServer({ dataDir, rateLimit: false });
    const a = await join({
      port: server.port,
      name: 'a',
      more: { credit: { events: 4096, bytes: 1024 * 1024 } },
    });
    const texts = Array.from({ length: 150 }, (_, i) => `m${i}`);
    const replies = texts.map((text) => a.post(text).catch(() => null));
    await replies[0];
    await server.stop();
    const accepted = texts.filter((_, i) => i < 1);
    for (const [i, reply] of (await Promise.all(replies)).entries()) {
      if (i > 0 && reply?.ok) accepted.push(texts[i] as string);
    }
    const again = await testServer({ dataDir });
    const b = await join({ port: again.port, name: 'b' });
    const page = JSON.stringify(await b.run({ verb: 'history', room: 'lobby', limit: 200 }));
    for (const text of accepted) expect(page).toContain(`"${text}"`);
  });

  it('does not wait longer than it may for somebody who does not listen', async () => {
    const server = await testServer({}, { stopTimeoutMs: 100, closeLingerMs: 60_000 });
    const deaf = await join({ port: server.port, name: 'deaf' });
    deaf.raw.socket.pause();
    await server.stop();
    expect(server.people()).toBe(0);
  });
});
