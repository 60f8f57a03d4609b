import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { shownAs } from '../../../protocol/files';
import { TRANSFERS_PER_USER_MAX } from '../../../protocol/limits';
import { join } from '../../testing/native-client';
import { testServer } from '../../testing/test-server';
import { ask, begin, hashOf, put, share } from '../../testing/transfers';
import { fetchFile, LONG, none, PNG, room } from './test-support';

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

  it('a refusal costs the connection only while bytes are on their way', async () => {
    const { port, people } = await room();
    const begun = await begin(await people('ann'), { bytes: LONG });
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk;
    });
    const wrong = [`/files/${begun.file} HTTP/1.1`, 'Host: x', 'Authorization: Bearer none'];
    const get = `GET ${wrong.join('\r\n')}\r\n\r\n`;
    const put = `PUT ${[...wrong, `Content-Length: ${LONG.length}`].join('\r\n')}\r\n\r\n`;
    const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.write(get + get + put);
    await gone;
    const answers = heard.split('HTTP/1.1 ').slice(1);
    expect(answers.map((answer) => answer.slice(0, 3))).toEqual(['401', '401', '401']);
    const ends = answers.map((answer) => /^connection: close/im.test(answer));
    expect(ends).toEqual([false, false, true]);
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
