/** Files between real clients and a real server, over lines that break. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LocalFile } from '../../client/files/api';
import type { FileId, FileRef } from '../../protocol/message';
import { createDeviceKey } from '../../protocol/wire/auth';
import { FILE_LIMITS } from '../../server/files/policy';
import { enter, folder, type Person, person, proxyTo, server } from './support';

const MIB = 1024 ** 2;

/** A file on this disk, as it is picked. */
function local(bytes: Buffer, name = 'notes.bin'): LocalFile {
  const place = path.join(folder(), name);
  writeFileSync(place, bytes);
  const { size, mtimeMs } = statSync(place);
  const token = randomBytes(16).toString('base64url');
  const type = 'application/octet-stream';
  return { token, path: place, own: false, modified: mtimeMs, name, size, type };
}

const never = () => new AbortController().signal;

/** The files of the last message that has some. */
const shown = (someone: Person) => someone.said.filter(({ files }) => files).at(-1)?.files ?? [];
const hasFile = (someone: Person) =>
  someone.until('a message with a file', () => shown(someone).length > 0);

async function fetched(someone: Person, file: FileId): Promise<Buffer> {
  const place = path.join(folder(), 'fetched');
  await someone.client.files.fetch(file, place, { signal: never() });
  return readFileSync(place);
}

describe('a message with files', () => {
  it('goes up inside TLS and down again, and tells how far it is', async () => {
    const running = await server();
    const ann = await enter({ port: running.facts.port, name: '보내는이' });
    const bob = await enter({ port: running.facts.port, name: '받는이' });
    const bytes = randomBytes(5 * MIB);
    const states: string[] = [];
    ann.client.on('pending', ({ files, from }) => {
      for (const { state, sent } of files ?? []) states.push(`${state} ${sent} ${from.n}`);
    });
    const files = [local(bytes), local(Buffer.from('둘째'), '둘째.txt')];
    const kept = await ann.client.files.send('lobby', files, '여기 있어요');
    expect(kept).toMatchObject({ state: 'queued', files: [{ sent: 0 }, { sent: 0 }] });
    await hasFile(bob);
    expect(bob.said.at(-1)).toMatchObject({ text: '여기 있어요' });
    const [first, second] = shown(bob);
    expect(first).toMatchObject({ name: 'notes.bin', size: bytes.length });
    expect(second).toMatchObject({ name: '둘째.txt', type: 'text/plain' });
    expect((await fetched(bob, first?.id ?? '')).equals(bytes)).toBe(true);
    expect((await fetched(bob, second?.id ?? '')).toString()).toBe('둘째');
    await ann.until('nothing pending', () => ann.client.pendingMessages().length === 0);
    expect(states).toContain(`sent ${bytes.length} 0`);
    expect(ann.ready.at(-1)?.files).toEqual({ maxBytes: FILE_LIMITS.maxBytes });
  });

  it('goes on from where it was when its connection is cut, up and down', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const ann = await enter({ port: proxy.port, name: '보내는이' });
    const bytes = randomBytes(8 * MIB);
    proxy.cutAfter(3 * MIB, 'up');
    await ann.client.files.send('lobby', [local(bytes)], '');
    await hasFile(ann);
    const { connections } = { connections: proxy.accepted };
    expect(connections).toBeGreaterThanOrEqual(3); // chat, a cut one, and one that went on
    const id = shown(ann)[0]?.id ?? '';
    const place = path.join(folder(), 'down');
    const offsets: number[] = [];
    proxy.cutAfter(5 * MIB, 'down');
    const progress = ({ received }: { received: number }) => offsets.push(received);
    await ann.client.files.fetch(id, place, { signal: never(), progress });
    expect(readFileSync(place).equals(bytes)).toBe(true);
    expect(proxy.accepted).toBeGreaterThanOrEqual(connections + 2);
    expect(readdirSync(path.dirname(place))).toEqual(['down']);
    // it never began again: what was told never fell back to the beginning
    const later = offsets.slice(1);
    expect(later.every((offset, i) => offset >= (offsets[i] ?? 0) || offset > MIB)).toBe(true);
  });

  it('waits for no byte: what is said meanwhile is there first, and files keep their order', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const ann = await enter({ port: proxy.port, name: '보내는이' });
    const bob = await enter({ port: running.facts.port, name: '받는이' });
    await ann.client.files.send('lobby', [local(randomBytes(4 * MIB), 'big')], 'big');
    await ann.client.files.send('lobby', [local(Buffer.from('x'), 'small')], 'small');
    await ann.client.post('lobby', 'at once');
    await bob.has(['', '', '']);
    expect(bob.texts.filter((text) => text !== 'at once')).toEqual(['big', 'small']);
    expect(bob.texts[0]).toBe('at once');
  });

  it('outlives the program, with what is on the server already', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const file = path.join(folder(), 'copy.db');
    const key = createDeviceKey().key;
    const first = await enter({ port: proxy.port, file, key });
    const bytes = randomBytes(6 * MIB);
    const sent = local(bytes);
    proxy.cutAfter(2 * MIB, 'up');
    await first.client.files.send('lobby', [sent], '나중에');
    await first.until('something is there', () =>
      first.client.pendingMessages().some(({ files }) => (files?.[0]?.sent ?? 0) > 0),
    );
    await first.client.close();
    const again = person({ port: running.facts.port, file, key });
    expect(again.client.pendingMessages()).toMatchObject([{ text: '나중에', from: { n: 0 } }]);
    again.client.connect();
    await hasFile(again);
    const hash = createHash('sha256').update(bytes).digest('base64url');
    expect(shown(again)).toMatchObject([{ hash, size: bytes.length }]);
    expect(again.client.pendingMessages()).toEqual([]);
  });

  it('that cannot go says why, and holds up nobody', async () => {
    const running = await server({ files: { ...FILE_LIMITS, maxBytes: 1000 } });
    const ann = await enter({ port: running.facts.port });
    const big = await ann.client.files.send('lobby', [local(randomBytes(1001))], '큰 것');
    const changed = local(randomBytes(10));
    writeFileSync(changed.path, randomBytes(11));
    const other = await ann.client.files.send('lobby', [changed], '바뀐 것');
    await ann.client.files.send('lobby', [local(randomBytes(1000))], '알맞은 것');
    await hasFile(ann);
    const failed = () => ann.client.pendingMessages().filter(({ state }) => state === 'failed');
    await ann.until('two failed', () => failed().length === 2);
    expect(failed()).toMatchObject([
      { id: big.id, error: { code: 'too-large', limit: 1000 } },
      { id: other.id, error: { code: 'no-such-file', field: 'local' } },
    ]);
    await running.setFiles({ maxBytes: 5000 });
    ann.client.retryPending(big.id);
    await ann.until('it went after all', () => ann.texts.includes('큰 것'));
    ann.client.deletePending(other.id);
    expect(ann.client.pendingMessages()).toEqual([]);
  });

  it('can be taken back, whole or one file of it', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const ann = await enter({ port: proxy.port });
    await proxy.refuse();
    proxy.cut();
    const files = [local(Buffer.from('1'), '1'), local(Buffer.from('2'), '2')];
    const kept = await ann.client.files.send('lobby', files, '');
    const whole = await ann.client.files.send('lobby', [local(Buffer.from('3'))], '');
    ann.client.files.cancel(kept.id, files[0]?.token ?? '');
    ann.client.deletePending(whole.id);
    expect(ann.client.pendingMessages()).toMatchObject([{ id: kept.id, files: [{ name: '2' }] }]);
    await proxy.accept();
    ann.client.retryNow();
    await hasFile(ann);
    expect(shown(ann).map(({ name }) => name)).toEqual(['2']);
    expect(ann.said.filter((event) => event.files)).toHaveLength(1);
  });
});

describe('a message that is passed on', () => {
  const given = ({ hash: _, id: of, ...file }: FileRef) => ({ ...file, of, token: `t${of}` });
  const room = async ({ client }: Person, name: string) => {
    const made = await client.submit({ verb: 'create', name, access: 'invite' });
    return made.ok ? (made.result as { room: { id: string } }).room.id : '';
  };
  const from = { name: '하나', room: '로비' };

  it('takes its files along without their bytes, in order, and from before a connection', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const ann = await enter({ port: proxy.port, name: '하나' });
    const bytes = randomBytes(MIB);
    await ann.client.files.send('lobby', [local(bytes), local(Buffer.from('2'), '2')], '보세요');
    await hasFile(ann);
    const files = shown(ann);
    const there = await room(ann, '다른 방');
    await proxy.refuse();
    proxy.cut();
    const said = { text: '보세요', from, comment: '이거예요' };
    const kept = await ann.client.files.forward(there, files.map(given), said);
    expect(kept).toMatchObject([
      { text: '보세요', forwarded: from, files: [{ of: files[0]?.id }, { of: files[1]?.id }] },
      { text: '이거예요' },
    ]);
    await proxy.accept();
    ann.client.retryNow();
    const { accepted } = proxy;
    await ann.until('both are there', () => ann.texts.at(-1) === '이거예요');
    const [passed, comment] = ann.said.slice(-2);
    expect(passed).toMatchObject({ room: there, text: '보세요', forwarded: from });
    expect(comment?.files).toBeUndefined();
    expect(passed?.files?.map(({ hash }) => hash)).toEqual(files.map(({ hash }) => hash));
    expect(passed?.files?.map(({ id }) => id)).not.toEqual(files.map(({ id }) => id));
    // One connection for the chat, and none for bytes.
    expect(proxy.accepted - accepted).toBeLessThanOrEqual(1);
    expect((await fetched(ann, passed?.files?.[0]?.id ?? '')).equals(bytes)).toBe(true);
    expect(await running.files()).toMatchObject({ count: 4, bytes: MIB + 1 });
    expect(ann.client.pendingMessages()).toEqual([]);
  });

  it('says so when its files are gone, and can be given up', async () => {
    const running = await server();
    const ann = await enter({ port: running.facts.port, name: '하나' });
    await ann.client.files.send('lobby', [local(Buffer.from('1'))], '');
    await hasFile(ann);
    const { seq } = ann.said.at(-1) ?? { seq: 0 };
    const [file] = shown(ann);
    await ann.client.submit({ verb: 'delete', room: 'lobby', target: seq });
    const there = await room(ann, '다른 방');
    const said = { text: '', from, comment: '' };
    const [one] = await ann.client.files.forward(there, file ? [given(file)] : [], said);
    const now = () => ann.client.pendingMessages().find(({ id }) => id === one?.id);
    await ann.until('it failed', () => now()?.state === 'failed');
    expect(now()?.error).toMatchObject({ code: 'no-such-file' });
    expect(now()?.error?.field).toBeUndefined();
    ann.client.deletePending(one?.id ?? '');
    expect(ann.client.pendingMessages()).toEqual([]);
  });
});

describe('fetching', () => {
  it('is refused to whoever is not in the room, and leaves nothing behind', async () => {
    const running = await server();
    const ann = await enter({ port: running.facts.port, name: '하나' });
    const bob = await enter({ port: running.facts.port, name: '둘' });
    const made = await ann.client.submit({ verb: 'create', name: '비밀', access: 'invite' });
    const room = made.ok ? (made.result as { room: { id: string } }).room.id : '';
    await ann.client.files.send(room, [local(Buffer.from('secret'))], '');
    await hasFile(ann);
    const place = path.join(folder(), 'x');
    const trying = bob.client.files.fetch(shown(ann)[0]?.id ?? '', place, { signal: never() });
    await expect(trying).rejects.toMatchObject({ error: { code: 'no-such-file' } });
    expect(readdirSync(path.dirname(place))).toEqual([]);
  });

  it('notices bytes that are not those that were announced', async () => {
    const dataDir = folder();
    const running = await server({ dataDir });
    const ann = await enter({ port: running.facts.port });
    const bytes = randomBytes(1000);
    await ann.client.files.send('lobby', [local(bytes)], '');
    await hasFile(ann);
    const id = shown(ann)[0]?.id ?? '';
    writeFileSync(path.join(dataDir, 'files', id.slice(1, 3), id), randomBytes(1000));
    await expect(fetched(ann, id)).rejects.toMatchObject({ error: { code: 'wrong-hash' } });
  });

  it('can be stopped, and never takes the place of another file', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const ann = await enter({ port: proxy.port });
    await ann.client.files.send('lobby', [local(randomBytes(4 * MIB))], '');
    await hasFile(ann);
    const id = shown(ann)[0]?.id ?? '';
    const place = path.join(folder(), 'x');
    const stop = new AbortController();
    const trying = ann.client.files.fetch(id, place, {
      signal: stop.signal,
      progress: () => stop.abort(),
    });
    await expect(trying).rejects.toThrow();
    expect(readdirSync(path.dirname(place))).toEqual([]);
    mkdirSync(place);
    await expect(ann.client.files.fetch(id, place, { signal: never() })).rejects.toThrow();
    expect(statSync(place).isDirectory()).toBe(true);
  });

  it('streams a range to whoever plays it', async () => {
    const running = await server();
    const ann = await enter({ port: running.facts.port });
    const bytes = randomBytes(MIB);
    await ann.client.files.send('lobby', [local(bytes)], '');
    await hasFile(ann);
    const stop = new AbortController();
    onTestFinished(() => stop.abort());
    const range = { start: 1000, end: 1999 };
    const { body, ref } = await ann.client.files.stream(
      shown(ann)[0]?.id ?? '',
      range,
      stop.signal,
    );
    const chunks: Buffer[] = [];
    for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk);
    expect(ref.size).toBe(MIB);
    expect(Buffer.concat(chunks).equals(bytes.subarray(1000, 2000))).toBe(true);
  });
});
