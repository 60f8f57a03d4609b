/** The relay from outside, bytes in and bytes out (docs/wires/relay.md). */
import { describe, expect, it } from 'vitest';
import { join, newKey } from '../../testing/native-client';
import { oldServer } from '../../testing/old-programs';
import { python } from '../../testing/program';
import { RawClient } from '../../testing/raw-client';
import { encodeCp949 } from '../cp949';
import { Chunks } from './chunks';

const posted = (client: Awaited<ReturnType<typeof join>>) =>
  client.raw.take('ev', ({ e }) => e.kind === 'posted');

describe('a chunk', () => {
  it('goes to everybody but the sender, under a number, without a line end', async () => {
    const server = await oldServer(['relay']);
    const first = await server.come('relay');
    const second = await server.come('relay');
    const third = await server.come('relay');
    second.write('안녕');
    await first.text('안녕');
    await third.text('안녕');
    expect(first.bytes.toString()).toBe('Client2>> 안녕');
    third.write('hi');
    await second.text('hi');
    // of its own it hears nothing
    expect(second.bytes.toString()).toBe('Client3>> hi');
  });

  it('is a message in the app, and messages of the app are chunks', async () => {
    const server = await oldServer(['relay']);
    const app = await join({ port: server.port, tls: true, key: newKey(), name: '민수' });
    const client = await server.come('relay');
    client.write('hello');
    expect((await posted(app)).e).toMatchObject({ name: 'Client1', text: 'hello', wire: 'relay' });
    await app.post('두\n줄');
    await client.text('줄');
    expect(client.bytes.toString()).toBe('민수>> 두\n줄');
  });

  it('typed by hand loses its line end; blank ones are none', async () => {
    const server = await oldServer(['relay']);
    const app = await join({ port: server.port, name: 'app' });
    const nc = await server.come('relay');
    nc.write('\n');
    nc.write(' \r\n');
    nc.write('hello\r\n');
    expect((await posted(app)).e).toMatchObject({ text: 'hello' });
  });

  it('cut inside a character is joined with the next one', async () => {
    const server = await oldServer(['relay']);
    const app = await join({ port: server.port, name: 'app' });
    const client = await server.come('relay');
    const bytes = Buffer.from('안녕하세요');
    client.write(bytes.subarray(0, 7));
    // the rest comes once the first part has been read
    await app.run({ verb: 'history', room: 'lobby' });
    client.write(bytes.subarray(7));
    expect((await posted(app)).e).toMatchObject({ text: '안녕하세요' });
  });

  it('whose last character never ends is said without it', async () => {
    const server = await oldServer(['relay']);
    const app = await join({ port: server.port, name: 'app' });
    const client = await server.come('relay');
    client.write(Buffer.concat([Buffer.from('ab'), Buffer.of(0xec)]));
    expect((await posted(app)).e).toMatchObject({ text: expect.stringMatching(/^ab/) });
  });

  it('in CP949 is understood, and answered in CP949', async () => {
    const server = await oldServer(['relay']);
    const app = await join({ port: server.port, name: '민수' });
    const client = await server.come('relay');
    client.write(encodeCp949('안녕하세요'));
    expect((await posted(app)).e).toMatchObject({ text: '안녕하세요' });
    await app.post('반가워요');
    const wanted = encodeCp949('민수>> 반가워요');
    await client.until(() => client.bytes.length >= wanted.length);
    expect(client.bytes).toEqual(wanted);
  });
});

it('no write is longer than 1024 bytes or ends inside a character', async () => {
  const server = await oldServer(['relay']);
  const app = await join({ port: server.port, name: '민수' });
  // a read of 1024 bytes for each write, as in the original, whose receiving thread is easily killed
  const old = python('relay_client', '127.0.0.1', server.portOf('relay'));
  await app.raw.take('ev', ({ e }) => e.kind === 'joined' && e.name === 'Client1');
  const text = '가나다🙂'.repeat(500);
  await app.post(text);
  const heard = () =>
    old.lines
      .map((line) => line.slice(2))
      .join('')
      .replaceAll('민수>> ', '');
  await old.until(() => heard().replaceAll(' ', '').length >= text.length);
  expect(old.output).not.toContain('died');
  expect(heard().replaceAll(' ', '')).toBe(text);
  const pieces = old.lines.map((line) => line.slice(2));
  expect(pieces.length).toBeGreaterThan(6);
  for (const piece of pieces.slice(0, -1)) expect(Buffer.byteLength(piece)).toBe(1024);
  expect(Buffer.byteLength(pieces.at(-1) as string)).toBeLessThanOrEqual(1024);
  await app.post('끝');
  await old.printed('< 민수>> 끝');
});

it('a client that reads late cuts a long message where it was cut', async () => {
  const server = await oldServer(['relay']);
  const app = await join({ port: server.port, name: '민수' });
  const late = await server.come('relay');
  late.socket.pause();
  await app.post('a🙂나'.repeat(600));
  await app.post('끝');
  late.socket.resume();
  await late.text('끝');
  for (let at = 0; at < late.bytes.length; at += 1024) {
    const read = late.bytes.subarray(at, at + 1024);
    expect(Buffer.from(read.toString()).equals(read)).toBe(true);
  }
});

it('numbers go by the order of connections and are not given twice', async () => {
  const server = await oldServer(['relay']);
  const app = await join({ port: server.port, name: 'app' });
  const first = await server.come('relay');
  first.close();
  await app.raw.take('ev', ({ e }) => e.kind === 'left' && e.name === 'Client1');
  const second = await server.come('relay');
  second.write('me');
  expect((await posted(app)).e).toMatchObject({ name: 'Client2' });
});

it('a number that somebody has as a name is varied in the app, and stays on the wire', async () => {
  const server = await oldServer(['relay']);
  const owner = await join({ port: server.port, tls: true, key: newKey(), name: 'Client1' });
  const first = await server.come('relay');
  const second = await server.come('relay');
  first.write('me');
  await second.text('Client1>> me');
  const { e } = await posted(owner);
  expect(e.name).not.toBe('Client1');
});

it('a client as the original talks with another and with the app', async () => {
  const server = await oldServer(['relay']);
  const app = await join({ port: server.port, name: '민수' });
  const port = server.portOf('relay');
  const one = python('relay_client', '127.0.0.1', port);
  await app.raw.take('ev', ({ e }) => e.kind === 'joined' && e.name === 'Client1');
  const two = python('relay_client', '127.0.0.1', port);
  await app.raw.take('ev', ({ e }) => e.kind === 'joined' && e.name === 'Client2');
  one.say('밥 먹었어?');
  await two.printed('< Client1>> 밥 먹었어?');
  two.say('응');
  await one.printed('< Client2>> 응');
  await app.post('나도');
  await Promise.all([one, two].map((program) => program.printed('< 민수>> 나도')));
  expect(app.texts).toEqual(['밥 먹었어?', '응', '나도']);
});

describe('on the main port', () => {
  it('a chunk and then silence is a relay client', async () => {
    const server = await oldServer([]);
    const app = await join({ port: server.port, name: '민수' });
    const client = await RawClient.open({ port: server.port });
    client.write('안녕');
    expect((await posted(app)).e).toMatchObject({ name: 'Client1', text: '안녕', wire: 'relay' });
    await app.post('어서 와');
    await client.text('민수>> 어서 와');
  });

  it('keys pressed one by one are a person in a terminal', async () => {
    const server = await oldServer([]);
    const app = await join({ port: server.port, name: '민수' });
    const person = await RawClient.open({ port: server.port });
    person.write('h');
    // longer than the silence of a relay client: another one is recognised meanwhile
    const client = await RawClient.open({ port: server.port });
    client.write('relay');
    expect((await posted(app)).e).toMatchObject({ wire: 'relay' });
    person.write('ello\n');
    expect((await posted(app)).e).toMatchObject({ text: 'hello', wire: 'text' });
  });
});

it('chunks hold back what ends inside a character, and not for ever', () => {
  const chunks = new Chunks();
  expect(chunks.push(Buffer.from('abc'))).toEqual(Buffer.from('abc'));
  expect(chunks.push(Buffer.of(0x61, 0xf0, 0x9f))).toBeNull();
  expect(chunks.push(Buffer.of(0x99))).toBeNull();
  expect(chunks.push(Buffer.of(0x82))?.toString()).toBe('a🙂');
  let held = 0;
  while (chunks.push(Buffer.alloc(1000, 0xe0)) === null) held += 1;
  expect(held).toBeLessThan(20);
  expect(chunks.partial).toBe(false);
});
