/** Files from outside, by bytes (docs/PROTOCOL.md "Files"). */
import { copyFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join as path } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shownAs } from '../../../protocol/files';
import { TRANSFERS_PER_USER_MAX } from '../../../protocol/limits';
import { FILE_LIMITS } from '../../files/policy';
import { join, type NativeClient, newKey } from '../../testing/native-client';
import { dataFolder, type TestServer, testServer } from '../../testing/test-server';
import { ask, begin, hashOf, put, share } from '../../testing/transfers';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAEklEQVR4nGP8z8Dwn4GBgYEBAAwIAgHkZ0cQAAAAAElFTkSuQmCC',
  'base64',
);
const none = Buffer.alloc(0);
const LONG = Buffer.alloc(300_000, 'sarangbang ');

const code = (reply: Awaited<ReturnType<NativeClient['run']>>): string =>
  reply.ok ? 'ok' : reply.error.code;

const posting = (file: string) => ({
  ...{ verb: 'post' as const, room: 'lobby', text: '' },
  files: [file],
});

async function room(options: Parameters<typeof testServer>[0] = {}) {
  const server = await testServer(options);
  const people = async (name: string, tls = false) =>
    join({ port: server.port, name, tls }) as Promise<NativeClient>;
  return { server, port: server.port, people };
}

const fetchFile = async (client: NativeClient, port: number, file: string, range?: string) => {
  const reply = await client.run({ verb: 'download', file });
  if (!reply.ok) throw new Error(reply.error.code);
  const { ticket } = reply.result as { ticket: string };
  const headers: Record<string, string> = range ? { range } : {};
  return ask({ port, method: 'GET', path: `/files/${file}`, ticket, headers });
};

describe('a file', () => {
  it('goes up, into a message, and down again to others, named and typed by its bytes', async () => {
    const { port, people } = await room();
    const [ann, bob] = [await people('ann'), await people('bob')];
    const ref = await share(ann, port, { name: '../..\\evil\u202Egnp.exe', bytes: PNG });
    expect(ref).toMatchObject({ type: 'image/png', width: 3, height: 2, size: PNG.length });
    expect(ref.name).toBe('.._.._evilgnp.exe');
    const down = await fetchFile(bob, port, ref.id);
    expect(down).toMatchObject({ status: 200, body: PNG });
    expect(down.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
    });
  });

  it('passes inside TLS, with a ticket that is worth nothing outside it', async () => {
    const { port, people } = await room();
    const ann = await people('ann', true);
    const begun = await begin(ann, { bytes: PNG });
    expect((await put(port, begun, PNG)).status).toBe(401);
    expect((await put(port, begun, PNG, { tls: true })).said).toEqual({
      offset: PNG.length,
      complete: true,
    });
  });

  it('of no bytes is one too', async () => {
    const { port, people } = await room();
    const ann = await people('ann');
    const bytes = Buffer.alloc(0);
    const begun = await begin(ann, { bytes });
    const reply = await ann.run({ verb: 'post', room: 'lobby', text: '', files: [begun.file] });
    expect(reply.ok).toBe(true);
    expect((await fetchFile(ann, port, begun.file)).body).toEqual(bytes);
  });

  it('comes in ranges', async () => {
    const { port, people } = await room();
    const ann = await people('ann');
    const { id } = await share(ann, port, { bytes: LONG });
    const part = await fetchFile(ann, port, id, 'bytes=100-199');
    expect(part).toMatchObject({ status: 206, body: LONG.subarray(100, 200) });
    expect(part.headers['content-range']).toBe(`bytes 100-199/${LONG.length}`);
    expect((await fetchFile(ann, port, id, 'bytes=-10')).body).toEqual(LONG.subarray(-10));
    expect((await fetchFile(ann, port, id, `bytes=${LONG.length}-`)).status).toBe(416);
  });
});

describe('an upload', () => {
  it('goes on from where it was cut, on another connection and with another ticket', async () => {
    const { port, people } = await room();
    const ann = await people('ann');
    const begun = await begin(ann, { bytes: LONG });
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    const head = [
      `PUT /files/${begun.file} HTTP/1.1`,
      'Host: x',
      `Authorization: Bearer ${begun.ticket}`,
      `Content-Length: ${LONG.length}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    await new Promise<void>((resolve) => socket.write(LONG.subarray(0, 120_000), () => resolve()));
    socket.destroy();
    const asked = { room: 'lobby', name: 'a.txt', size: LONG.length, hash: hashOf(LONG) };
    const again = () => ann.run({ verb: 'upload', ...asked, file: begun.file });
    let offset = 0;
    while (offset === 0) {
      const reply = await again();
      offset = reply.ok ? (reply.result as { offset: number }).offset : -1;
    }
    expect(offset).toBeLessThanOrEqual(120_000);
    const reply = await again();
    const { ticket, offset: from } = (reply.ok ? reply.result : {}) as typeof begun;
    const headers = { 'content-range': `bytes ${from}-${LONG.length - 1}/${LONG.length}` };
    const done = await put(port, { file: begun.file, ticket }, LONG.subarray(from), { headers });
    expect(done.said).toEqual({ offset: LONG.length, complete: true });
  });

  it('that leaves a hole is told the byte that is wanted', async () => {
    const { port, people } = await room();
    const begun = await begin(await people('ann'), { bytes: LONG });
    const headers = { 'content-range': `bytes 5-${LONG.length - 1}/${LONG.length}` };
    const answer = await put(port, begun, LONG.subarray(5), { headers });
    expect(answer).toMatchObject({ status: 409, said: { offset: 0 } });
  });

  it('of other bytes than were announced is refused and forgotten', async () => {
    const { port, people } = await room();
    const ann = await people('ann');
    const begun = await begin(ann, { bytes: PNG });
    const wrong = Buffer.from(PNG);
    wrong[40] = 0;
    const answer = await put(port, begun, wrong);
    expect(answer).toMatchObject({ status: 422, said: { error: { code: 'wrong-hash' } } });
    const reply = await ann.run({ verb: 'post', room: 'lobby', text: '', files: [begun.file] });
    expect(code(reply)).toBe('no-such-file');
  });

  it('of more bytes than were announced is refused', async () => {
    const { port, people } = await room();
    const begun = await begin(await people('ann'), { bytes: PNG });
    const answer = await put(port, begun, Buffer.concat([PNG, PNG]));
    expect(answer).toMatchObject({ status: 413, said: { error: { code: 'too-large' } } });
  });
});

describe('who may', () => {
  it('neither post what another uploaded, nor use their ticket for another file', async () => {
    const { port, people } = await room();
    const [ann, bob] = [await people('ann'), await people('bob')];
    const begun = await begin(ann, { bytes: PNG });
    const other = await begin(bob, { bytes: LONG });
    expect((await put(port, { ...begun, ticket: other.ticket }, PNG)).status).toBe(401);
    expect((await put(port, { ...begun, ticket: 'A'.repeat(43) }, PNG)).status).toBe(401);
    await put(port, begun, PNG);
    const post = posting(begun.file);
    expect(code(await bob.run(post))).toBe('no-such-file');
    expect(code(await bob.run({ verb: 'discard', file: begun.file }))).toBe('no-such-file');
    expect(code(await ann.run(post))).toBe('ok');
    expect(code(await ann.run(post))).toBe('no-such-file');
  });

  it('not read what lies in a room that one is not in, and not any more after leaving', async () => {
    const { port, people } = await room();
    const [ann, bob] = [await people('ann'), await people('bob')];
    const made = await ann.run({ verb: 'create', name: 'secret', access: 'invite' });
    const id = (made.ok ? (made.result.room as { id: string }) : { id: '' }).id;
    const ref = await share(ann, port, { room: id, bytes: PNG });
    expect(code(await bob.run({ verb: 'download', file: ref.id }))).toBe('no-such-file');
    expect(code(await bob.run({ verb: 'files', room: id }))).toBe('no-such-room');
    await ann.run({ verb: 'invite', room: id, user: bob.user });
    await bob.run({ verb: 'join', room: id });
    const reply = await bob.run({ verb: 'download', file: ref.id });
    const { ticket } = (reply.ok ? reply.result : {}) as { ticket: string };
    const read = () => ask({ port, method: 'GET', path: `/files/${ref.id}`, ticket });
    expect((await read()).status).toBe(200);
    await bob.run({ verb: 'leave', room: id });
    expect((await read()).status).toBe(404);
  });

  it('upload as a guest: nobody', async () => {
    const { server } = await room();
    const guest = await join({ port: server.port, name: 'guest', key: null });
    const asked = { room: 'lobby', name: 'a', size: 1, hash: hashOf(PNG) };
    expect(code(await guest.run({ verb: 'upload', ...asked }))).toBe('not-allowed');
  });

  it('be served without TLS: only where plain wires are let in', async () => {
    const { server } = await room({ plain: 'off' });
    const answer = await ask({ port: server.port, method: 'GET', path: '/files/x' });
    expect(answer).toMatchObject({ status: 400, said: {} });
    expect(answer.body.toString()).toContain('Sarangbang');
  });
});

describe('bounds', () => {
  it('of one file, of a person and of all are said', async () => {
    const files = { ...FILE_LIMITS, maxBytes: 1000, userBytes: 1500, totalBytes: 2000 };
    const { port, people } = await room({ files });
    const [ann, bob] = [await people('ann'), await people('bob')];
    expect(ann.welcome.server.files).toEqual({ maxBytes: 1000 });
    const bytes = (length: number) => Buffer.alloc(length, 1);
    const refusal = (client: NativeClient, length: number) =>
      begin(client, { bytes: bytes(length) }).then(
        () => 'ok',
        (why: Error) => why.message,
      );
    expect(await refusal(ann, 1001)).toBe('too-large');
    await share(ann, port, { bytes: bytes(1000) });
    expect(await refusal(ann, 501)).toBe('full');
    await share(bob, port, { bytes: bytes(900) });
    expect(await refusal(bob, 101)).toBe('full');
    expect(await refusal(bob, 100)).toBe('ok');
  });

  it('a disk that is nearly full takes nothing more', async () => {
    const { FileHouse } = await import('../../files/house');
    const folder = path(await dataFolder(), 'files');
    const free = async () => 600 * 1024 ** 2;
    const log = () => {};
    const house = await FileHouse.open({
      ...{ folder, limits: FILE_LIMITS, temporary: false, log, free },
    });
    const asked = { room: 'lobby', name: 'a', size: 200 * 1024 ** 2, hash: hashOf(PNG) };
    await expect(house.upload(newKey().user, false, asked)).rejects.toMatchObject({
      error: { code: 'full', field: 'disk' },
    });
    await house.close();
  });
});

describe('hostile', () => {
  it('ranges, places and methods get a clear answer and nothing else', async () => {
    const { port, people } = await room();
    const ann = await people('ann');
    const { id } = await share(ann, port, { bytes: LONG });
    const size = LONG.length;
    for (const beyond of [`bytes=${size}-${size + 5}`, 'bytes=999999999999999-', 'bytes=-0'])
      expect(await fetchFile(ann, port, id, beyond)).toMatchObject({ status: 416, body: none });
    // What is no single range is answered with the whole, as HTTP lets servers do.
    for (const odd of [
      'bytes=5-2',
      'bytes=0-1,3-4',
      'bytes=--1',
      'lines=1-2',
      'bytes=9999999999999999-',
    ])
      expect((await fetchFile(ann, port, id, odd)).status).toBe(200);
    expect((await fetchFile(ann, port, id, `bytes=0-${size * 2}`)).body).toEqual(LONG);
    const begun = await begin(ann, { bytes: LONG });
    for (const range of [`bytes 0-9/5`, `bytes 5-2/${size}`, `bytes 0-${size}/${size}`, 'x', ''])
      expect((await put(port, begun, PNG, { headers: { 'content-range': range } })).status).toBe(
        400,
      );
    const { ticket } = begun;
    for (const place of ['/files/../../etc/passwd', '/files/%2e%2e%2fx', `/files/${id}/..`, '/'])
      expect((await ask({ port, method: 'GET', path: place, ticket })).status).toBe(400);
    expect((await ask({ port, method: 'DELETE', path: `/files/${id}`, ticket })).status).toBe(400);
    expect((await ask({ port, method: 'GET', path: `/files/${id}`, ticket })).status).toBe(401);
    expect((await fetchFile(ann, port, id)).body).toEqual(LONG);
  });

  it('contents are bytes on their way out, whatever they are and are called', async () => {
    const { port, people } = await room();
    const ann = await people('ann');
    const contents: [name: string, bytes: Buffer | string][] = [
      ['a.png', '<!doctype html><script>alert(1)</script>'],
      ['a.html', '<html><body onload="alert(1)">'],
      ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
      ['CON.gif', 'GIF89a\x01\x00\x01\x00/*<script>alert(1)</script>*/'],
      ['a.pdf', '%PDF-1.7\n1 0 obj <</OpenAction <</S /JavaScript>>>>'],
      ['a.zip', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(2_000)])],
    ];
    for (const [name, raw] of contents) {
      const bytes = Buffer.from(raw);
      const { id } = await share(ann, port, { name, bytes });
      const down = await fetchFile(ann, port, id);
      expect(down.body).toEqual(bytes);
      expect(down.headers).toMatchObject({
        'content-type': 'application/octet-stream',
        'content-disposition': 'attachment',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'no-store',
      });
    }
  });

  it('pictures that would take all memory are told by their beginnings, and not decoded', async () => {
    const { port, people } = await room();
    const bomb = Buffer.from(PNG);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    const ref = await share(await people('ann'), port, { name: 'bomb.png', bytes: bomb });
    expect(ref).toMatchObject({ type: 'image/png', width: 60_000, height: 60_000 });
    expect(shownAs(ref)).toBeNull();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><a>&lol;</a></svg>');
    expect(shownAs(await share(await people('bob'), port, { bytes: svg }))).toBeNull();
  });

  it('a drip is ended, keeps what it brought, and gives its place back', async () => {
    const tuning = { pingEveryMs: 300, transferWindowMs: 300 };
    const server = await testServer({}, tuning);
    const ann = await join({ port: server.port, name: 'ann' });
    const begun = await begin(ann, { bytes: LONG });
    const socket = connect(server.port, '127.0.0.1');
    const head = [
      `PUT /files/${begun.file} HTTP/1.1`,
      ...['Host: x', `Authorization: Bearer ${begun.ticket}`, `Content-Length: ${LONG.length}`],
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    let sent = 0;
    const drip = setInterval(() => {
      if (socket.writable) socket.write(LONG.subarray(sent, ++sent));
    }, 5);
    await new Promise<void>((resolve) => {
      socket.on('error', () => {});
      socket.once('close', () => resolve());
    });
    clearInterval(drip);
    expect(sent).toBeGreaterThan(0);
    const asked = { room: 'lobby', name: 'a.txt', size: LONG.length, hash: hashOf(LONG) };
    const reply = await ann.run({ verb: 'upload', ...asked, file: begun.file });
    const { offset, ticket } = (reply.ok ? reply.result : {}) as typeof begun;
    expect(offset).toBeLessThanOrEqual(sent);
    const headers = { 'content-range': `bytes ${offset}-${LONG.length - 1}/${LONG.length}` };
    const rest = LONG.subarray(offset);
    const done = await put(server.port, { file: begun.file, ticket }, rest, { headers });
    expect(done.said.complete).toBe(true);
  });

  it('more transfers of one person than are let in are told to wait', async () => {
    const { port, people } = await room();
    const ann = await people('ann');
    const { id } = await share(ann, port, { bytes: PNG });
    const begun = await begin(ann, { bytes: LONG });
    const sockets = await Promise.all(
      Array.from({ length: TRANSFERS_PER_USER_MAX }, async () => {
        const { file, ticket } = await begin(ann, { bytes: LONG });
        const socket = connect(port, '127.0.0.1');
        const lines = [`PUT /files/${file} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${ticket}`];
        socket.write(`${[...lines, `Content-Length: ${LONG.length}`].join('\r\n')}\r\n\r\nx`);
        return { socket, file };
      }),
    );
    const refused = async () => (await fetchFile(ann, port, id)).status === 429;
    await expect.poll(refused).toBe(true);
    expect((await put(port, begun, LONG)).status).toBe(429);
    for (const { socket } of sockets) socket.destroy();
    await expect.poll(refused).toBe(false);
  });
});

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

it('a page of a room lists its files, newest first, and a message never in two pages', async () => {
  const { port, people } = await room();
  const ann = await people('ann');
  const names = ['1.txt', '2.txt', '3.txt'];
  for (const name of names) await share(ann, port, { name, bytes: Buffer.from(name) });
  const page = async (before?: number) => {
    const reply = await ann.run({
      ...{ verb: 'files', room: 'lobby', limit: 2 },
      ...(before && { before }),
    } as never);
    const { files, more } = (reply.ok ? reply.result : {}) as {
      files: { seq: number; file: { name: string } }[];
      more: boolean;
    };
    return { names: files.map(({ file }) => file.name), more, last: files.at(-1)?.seq };
  };
  const first = await page();
  expect(first).toMatchObject({ names: ['3.txt', '2.txt'], more: true });
  expect(await page(first.last)).toMatchObject({ names: ['1.txt'], more: false });
});

describe('a file in another room', () => {
  const newRoom = async (client: NativeClient, more = {}) => {
    const made = await client.run({ verb: 'create', name: 'other', ...more });
    return (made.ok ? (made.result.room as { id: string }) : { id: '' }).id;
  };
  const reuse = async (client: NativeClient, room: string, file: string) => {
    const reply = await client.run({ verb: 'reuse', room, file });
    return reply.ok ? (reply.result as { file: string }).file : reply.error.code;
  };
  const pass = async (client: NativeClient, room: string, of: string) => {
    const file = await reuse(client, room, of);
    const reply = await client.run({ verb: 'post', room, text: '', files: [file] });
    return { file, seq: reply.ok ? (reply.result as { seq: number }).seq : 0 };
  };

  it('is read by who is there, and by nobody else; and may come only from where one reads', async () => {
    const { port, people } = await room();
    const [ann, bob, cho] = [await people('ann'), await people('bob'), await people('cho')];
    const secret = await newRoom(ann, { access: 'invite' });
    const ref = await share(ann, port, { room: secret, bytes: PNG });
    expect(await reuse(bob, 'lobby', ref.id)).toBe('no-such-file');
    const other = await newRoom(bob, { name: 'bobs', access: 'invite' });
    expect(await reuse(ann, other, ref.id)).toBe('no-such-room');
    await ann.run({ verb: 'invite', room: secret, user: bob.user });
    await bob.run({ verb: 'join', room: secret });
    const { file } = await pass(bob, other, ref.id);
    expect((await fetchFile(bob, port, file)).body).toEqual(PNG);
    // Neither who gave it, nor anybody else, is in that room.
    expect(code(await ann.run({ verb: 'download', file }))).toBe('no-such-file');
    expect(code(await cho.run({ verb: 'download', file }))).toBe('no-such-file');
    // What was made for one room is no file of another.
    const stray = await reuse(bob, other, ref.id);
    expect(code(await bob.run(posting(stray)))).toBe('no-such-file');
  });

  it('counts once, lies on the disk once, and outlives the message that it was taken from', async () => {
    const dataDir = await dataFolder();
    const files = { ...FILE_LIMITS, maxBytes: LONG.length, userBytes: LONG.length };
    const { port, people, server } = await room({ dataDir, files });
    const ann = await people('ann');
    const ref = await share(ann, port, { bytes: LONG });
    const other = await newRoom(ann);
    const { file, seq } = await pass(ann, other, ref.id);
    expect(await server.files()).toMatchObject({ count: 2, bytes: LONG.length });
    const placeOf = (id: string) => path(dataDir, 'files', id.slice(1, 3), id);
    expect((await stat(placeOf(file))).ino).toBe((await stat(placeOf(ref.id))).ino);
    await ann.run({ verb: 'delete', room: 'lobby', target: ref.seq });
    expect(await server.files()).toMatchObject({ count: 1, bytes: LONG.length });
    expect((await fetchFile(ann, port, file)).body).toEqual(LONG);
    await ann.run({ verb: 'delete', room: other, target: seq });
    expect(await server.files()).toMatchObject({ count: 0, bytes: 0 });
    await expect.poll(() => stat(placeOf(file)).catch(() => null)).toBeNull();
  });

  it('that came with its bytes once more lies on the disk once too', async () => {
    const dataDir = await dataFolder();
    const { port, people, server } = await room({ dataDir });
    const [ann, bob] = [await people('ann'), await people('bob')];
    const [one, two] = [
      await share(ann, port, { bytes: LONG }),
      await share(bob, port, { bytes: LONG, name: 'mine.txt' }),
    ];
    const placeOf = (id: string) => path(dataDir, 'files', id.slice(1, 3), id);
    expect((await stat(placeOf(two.id))).ino).toBe((await stat(placeOf(one.id))).ino);
    expect(await server.files()).toMatchObject({ count: 2, bytes: LONG.length });
    expect(await readdir(path(dataDir, 'files', 'incoming'))).toEqual([]);
  });

  it('is one again after names of the same bytes were told apart by a copy of the folder', async () => {
    const dataDir = await dataFolder();
    const first = await testServer({ dataDir });
    const ann = await join({ port: first.port, name: 'ann' });
    const [one, two] = [
      await share(ann, first.port, { bytes: LONG }),
      await share(ann, first.port, { bytes: LONG }),
    ];
    ann.close();
    await first.stop();
    const placeOf = (id: string) => path(dataDir, 'files', id.slice(1, 3), id);
    await rm(placeOf(two.id));
    await copyFile(placeOf(one.id), placeOf(two.id));
    await testServer({ dataDir });
    const inode = async (id: string) => (await stat(placeOf(id))).ino;
    await expect.poll(async () => (await inode(one.id)) === (await inode(two.id))).toBe(true);
    expect(await readFile(placeOf(two.id))).toEqual(LONG);
  });
});
