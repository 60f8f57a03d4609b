import { connect } from 'node:net';
import { join as path } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FILE_LIMITS } from '../../files/policy';
import { join, type NativeClient, newKey } from '../../testing/native-client';
import { dataFolder } from '../../testing/test-server';
import { ask, begin, hashOf, put, share } from '../../testing/transfers';
import { code, fetchFile, LONG, PNG, posting, room } from './test-support';

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
