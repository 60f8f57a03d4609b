/** The plain-text gateway from outside: bytes over sockets, as `nc` and `telnet` send them. */
import { createConnection } from 'node:net';
import { describe, expect, it } from 'vitest';
import { greet, join, newKey } from '../../testing/native-client';
import { RawClient } from '../../testing/raw-client';
import { testServer } from '../../testing/test-server';

describe('a terminal on the main port', () => {
  it('hears nothing until its first line is whole, then sits beside the app', async () => {
    const server = await testServer({ name: '사랑방' });
    const app = await join({ port: server.port, tls: true, name: '민수', key: newKey() });
    const nc = await RawClient.open({ port: server.port });
    for (const byte of Buffer.from('안녕')) nc.write(Buffer.from([byte]));
    nc.write('하세요\n');
    expect(await nc.text('q예요.')).toMatch(/^사랑방: 어서 오세요\. guest 이름으로 #로비/);
    const said = await app.raw.take('ev', ({ e }) => e.kind === 'posted');
    expect(said.e).toMatchObject({
      text: '안녕하세요',
      name: 'guest',
      wire: 'text',
      room: 'lobby',
    });
    await app.post('어서 와요\n두 줄이에요');
    await nc.text('민수: 어서 와요\n민수: 두 줄이에요\n');
    nc.write('q\n');
    await nc.text('안녕히 가세요.\n');
    await nc.gone();
    await app.raw.take('ev', ({ e }) => e.kind === 'left' && e.name === 'guest');
    app.close();
  });
  it('may come through TLS too, as from `openssl s_client`', async () => {
    const server = await testServer();
    const inside = await RawClient.open({ port: server.port, tls: true });
    inside.write('hello\r\n');
    await inside.text('You are guest, in #lobby. Nobody else is here.\r\n');
    inside.close();
  });
  it('raises a hand, hears of others, and asks all to look where it leads', async () => {
    const key = newKey();
    const server = await testServer({ hosts: [key.user] });
    const app = await join({ port: server.port, tls: true, name: '민수', key });
    const nc = await RawClient.open({ port: server.port });
    nc.write('hello\n/name sophie\n/hand\n');
    await nc.text('That works in a classroom only; /look is for whoever leads it.\n');
    await app.run({ verb: 'rules', room: 'lobby', classroom: true });
    await nc.text('* 민수 changed the rules: classroom\n');
    nc.write('/hand\n');
    await nc.text('Your hand is up. /hand again lowers it.\n');
    const up = await app.raw.take('ev', ({ e }) => e.kind === 'hand');
    expect(up.e).toMatchObject({ room: 'lobby', name: 'sophie', on: true, wire: 'text' });
    await app.run({ verb: 'hand', room: 'lobby', on: true });
    await nc.text('* 민수 raised a hand\n');
    nc.write('/hand\n');
    await nc.text('Your hand is down.\n');
    const down = await app.raw.take('ev', ({ e }) => e.kind === 'hand' && !e.on);
    expect(down.e).toMatchObject({ name: 'sophie', on: false });

    // It leads nothing here; in the room that it made it does.
    nc.write('/look\n');
    await nc.text('That works in a classroom only; /look is for whoever leads it.\n');
    await app.run({ verb: 'look', room: 'lobby' });
    await nc.text('* 민수 asks everybody to look here\n');
    nc.write('/create corner\n');
    const made = await app.raw.take('rooms', ({ rooms }) => rooms.some((r) => r.name === 'corner'));
    const room = made.rooms.find(({ name }) => name === 'corner')?.id ?? '';
    await app.run({ verb: 'join', room });
    await app.run({ verb: 'rules', room, classroom: true });
    nc.write('/look\n');
    const asked = await app.raw.take('ev', ({ e }) => e.kind === 'look' && e.room === room);
    expect(asked.e).toMatchObject({ name: 'sophie', wire: 'text' });
    await nc.text('Everybody was asked to look here.\n');
    nc.close();
    app.close();
  });
  it('is answered in full when everything was piped in at once', async () => {
    const server = await testServer();
    const socket = createConnection({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.end('/name ann\nhello\n/who\nq\n');
    let output = '';
    for await (const chunk of socket) output += chunk;
    expect(output).toMatch(/You are ann now\.\nIn #lobby: 1\n {2}ann {2}terminal\nGoodbye\.\n$/);
  });
  it('does not lose its lines when it is gone right after them', async () => {
    const server = await testServer();
    const app = await join({ port: server.port, tls: true, name: '민수', key: newKey() });
    const nc = createConnection({ port: server.port, host: '127.0.0.1' });
    nc.end('first\nsecond');
    await app.raw.take('ev', ({ e }) => e.kind === 'posted' && e.text === 'second');
    await app.raw.take('ev', ({ e }) => e.kind === 'left');
    app.close();
  });
  it('in CP949 is answered in CP949, and understood by the others', async () => {
    const server = await testServer();
    const app = await join({ port: server.port, tls: true, name: '민수', key: newKey() });
    const nc = await RawClient.open({ port: server.port });
    const shown = () => new TextDecoder('euc-kr').decode(nc.bytes);
    nc.write(Buffer.from('bec8b3e7c7cfbcbcbff40a'.replace('bff4', 'bfe4'), 'hex'));
    await nc.until(() => shown().includes('어서 오세요'));
    const said = await app.raw.take('ev', ({ e }) => e.kind === 'posted');
    expect(said.e).toMatchObject({ text: '안녕하세요' });
    await app.post('반가워요 👍');
    await nc.until(() => shown().includes('민수: 반가워요 ?\n'));
    nc.write('/lang ko\n이제 UTF-8\n');
    await app.raw.take('ev', ({ e }) => e.kind === 'posted' && e.text === '이제 UTF-8');
    await app.post('그래요');
    await nc.text('민수: 그래요\n');
    nc.close();
    app.close();
  });
  it('of telnet is refused its options after its first line, and keeps the rest of what it types', async () => {
    const server = await testServer();
    const app = await join({ port: server.port, tls: true, name: '민수', key: newKey() });
    const telnet = await RawClient.open({ port: server.port });
    // WILL NAWS, DO ECHO; a line with an interrupt and a timing mark in it
    telnet.write(Buffer.from('fffb1ffffd01', 'hex'));
    telnet.write(
      Buffer.concat([Buffer.from('fff4fffd06', 'hex'), Buffer.from('안녕하\x7f하세요\r\n')]),
    );
    const wanted = Buffer.from('fffe1ffffc01fffc06', 'hex');
    await telnet.until(() => telnet.bytes.length >= wanted.length);
    expect(telnet.bytes.subarray(0, wanted.length)).toEqual(wanted);
    const said = await app.raw.take('ev', ({ e }) => e.kind === 'posted');
    expect(said.e).toMatchObject({ text: '안녕하세요' });
    telnet.write('q\r\n');
    await telnet.text('안녕히 가세요.\r\n');
    app.close();
  });
  it('shows what the host has to say; so does the app’s own greeting, once one is in', async () => {
    const server = await testServer({ motd: '  3시에\n 닫아요 ' });
    const nc = await RawClient.open({ port: server.port });
    nc.write('hi\n');
    await nc.text('\n3시에 닫아요\n');
    const { client, challenge } = await greet({ port: server.port, tls: true });
    expect(challenge.server).not.toHaveProperty('motd');
    client.close();
    const app = await join({ port: server.port, tls: true, name: '민수', key: newKey() });
    expect(app.welcome.server.motd).toBe('3시에 닫아요');
    await expect(testServer({ motd: 'x'.repeat(501) })).rejects.toThrow(RangeError);
    nc.close();
    app.close();
  });
  it('that stops reading is closed, and holds up nobody', async () => {
    const server = await testServer({ rateLimit: false });
    const app = await join({ port: server.port, tls: true, name: '민수', key: newKey() });
    const deaf = await RawClient.open({ port: server.port });
    deaf.write('hello\n');
    await deaf.text('q leaves.');
    deaf.socket.pause();
    const text = 'x'.repeat(3900);
    const events = () => app.raw.frames.filter((frame) => frame.t === 'ev');
    const left = () => events().some(({ e }) => e.kind === 'left' && e.name === 'guest');
    // the kernel takes a few megabytes before the server's own queue begins to fill
    for (let n = 0; !left(); n += 1) {
      expect(n).toBeLessThan(5000);
      expect(await app.post(text)).toMatchObject({ ok: true });
      app.raw.send({ t: 'seen', events: events().length });
    }
    deaf.socket.resume();
    await deaf.gone();
    app.close();
  });
});
