/** How long files stay: over restarts, deletions and the days that the host set. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import { describe, expect, it } from 'vitest';
import { join, newKey } from '../../testing/native-client';
import { dataFolder, type TestServer, testServer } from '../../testing/test-server';
import { begin, hashOf, put, share } from '../../testing/transfers';
import { code, fetchFile, LONG, PNG, posting } from './test-support';

describe('time', () => {
  const start = (dataDir: string, more = {}): Promise<TestServer> =>
    testServer({ dataDir, ...more });

  it('what was posted, and an upload under way, outlive the server', async () => {
    const dataDir = await dataFolder();
    const key = newKey();
    const first = await start(dataDir);
    const ann = await join({ port: first.port, name: 'ann', key });
    const posted = await share(ann, first.port, { bytes: PNG });
    const begun = await begin(ann, { bytes: LONG });
    const half = LONG.subarray(0, 100_000);
    const headers = { 'content-range': `bytes 0-99999/${LONG.length}` };
    expect((await put(first.port, begun, half, { headers })).said.offset).toBe(100_000);
    ann.close();
    await first.stop();

    const second = await start(dataDir);
    const back = await join({ port: second.port, name: 'ann', key });
    expect((await fetchFile(back, second.port, posted.id)).body).toEqual(PNG);
    const asked = { room: 'lobby', name: 'a.txt', size: LONG.length, hash: hashOf(LONG) };
    const reply = await back.run({ verb: 'upload', ...asked, file: begun.file });
    const going = (reply.ok ? reply.result : {}) as typeof begun;
    expect(going.offset).toBe(100_000);
    const rest = { 'content-range': `bytes 100000-${LONG.length - 1}/${LONG.length}` };
    const done = await put(second.port, going, LONG.subarray(100_000), { headers: rest });
    expect(done.said.complete).toBe(true);
    const post = await back.run({ verb: 'post', room: 'lobby', text: '', files: [begun.file] });
    expect(post.ok).toBe(true);
    expect((await fetchFile(back, second.port, begun.file)).body).toEqual(LONG);
  });

  it('what the server was killed over is finished or thrown away at the next start', async () => {
    const dataDir = await dataFolder();
    const key = newKey();
    const first = await start(dataDir);
    const ann = await join({ port: first.port, name: 'ann', key });
    const begun = await begin(ann, { bytes: PNG });
    await put(first.port, begun, PNG);
    const note = path(dataDir, 'files', 'incoming', `${begun.file}.json`);
    const kept = await readFile(note);
    await ann.run({ verb: 'post', room: 'lobby', text: '', files: [begun.file] });
    ann.close();
    await first.stop();
    await writeFile(note, kept); // as if it had ended right after the commit
    await writeFile(path(dataDir, 'files', 'incoming', 'junk.part'), 'x');
    const second = await start(dataDir);
    const back = await join({ port: second.port, name: 'ann', key });
    const post = posting(begun.file);
    expect(code(await back.run(post))).toBe('no-such-file');
    expect((await fetchFile(back, second.port, begun.file)).body).toEqual(PNG);
    await second.stop();
    expect(await readdir(path(dataDir, 'files', 'incoming'))).toEqual([]);
  });

  it('a deleted message takes its files with it, also for good', async () => {
    const dataDir = await dataFolder();
    const server = await start(dataDir);
    const key = newKey();
    const ann = await join({ port: server.port, name: 'ann', key });
    const ref = await share(ann, server.port, { bytes: PNG });
    await ann.run({ verb: 'delete', room: 'lobby', target: ref.seq });
    expect(code(await ann.run({ verb: 'download', file: ref.id }))).toBe('no-such-file');
    expect(await server.files()).toMatchObject({ count: 0, bytes: 0 });
    ann.close();
    await server.stop();
    const second = await start(dataDir);
    expect(await second.files()).toMatchObject({ count: 0, bytes: 0 });
    expect(await readdir(path(dataDir, 'files', ref.id.slice(1, 3)))).toEqual([]);
  });

  it('days that the host sets throw away what is older', async () => {
    const dataDir = await dataFolder();
    const server = await start(dataDir);
    const ann = await join({ port: server.port, name: 'ann' });
    const ref = await share(ann, server.port, { bytes: PNG });
    expect(await server.setFiles({ days: 1 })).toMatchObject({ count: 1, days: 1 });
    expect(await server.setFiles({ days: 0 })).toMatchObject({ count: 0, bytes: 0 });
    expect(code(await ann.run({ verb: 'download', file: ref.id }))).toBe('no-such-file');
  });
});
