/** The bracket chat and the echo service from outside, bytes in and bytes out (docs/wires/bracket.md). */
import { describe, expect, it } from 'vitest';
import { join, newKey } from '../../testing/native-client';
import { oldServer, peopleAre } from '../../testing/old-programs';
import { python } from '../../testing/program';
import { RawClient } from '../../testing/raw-client';
import { kindOf } from './first-bytes';
import { rejoin } from './read-line';

describe('chat', () => {
  it('goes to everybody, the sender included', async () => {
    const server = await oldServer(['bracket']);
    const silent = await server.come('bracket');
    const app = await join({ port: server.port, tls: true, key: newKey(), name: '민수' });
    const kim = await server.visit('bracket');
    kim.write('[김철수] 안녕\n');
    for (const client of [kim, silent]) {
      await client.text('\n');
      expect(client.bytes.toString()).toBe('[김철수] 안녕\n');
    }
    const { e } = await app.raw.take('ev', ({ e }) => e.kind === 'posted');
    expect(e).toMatchObject({ name: '김철수', text: '안녕', wire: 'bracket' });
    await app.post('어서\n와');
    await silent.text('와\n');
    expect(silent.bytes.toString()).toBe('[김철수] 안녕\n[민수] 어서\n[민수] 와\n');
  });

  it('may begin in pieces', async () => {
    const server = await oldServer(['bracket']);
    const kim = await server.visit('bracket');
    for (const byte of Buffer.from('[kim] hi\n')) kim.write(Buffer.of(byte));
    await kim.text('[kim] hi\n');
  });

  it.each(['q\n', 'Q\r\n', '[kim] hi\nq\n'])('ends without a word by %j', async (typed) => {
    const server = await oldServer(['bracket']);
    const kim = await server.visit('bracket');
    kim.write(typed);
    await kim.gone();
    expect(kim.bytes.toString().replace('[kim] hi\n', '')).toBe('');
  });

  it('that its client cut after 99 bytes is one message again', async () => {
    const server = await oldServer(['bracket']);
    const app = await join({ port: server.port, name: '민수' });
    const kim = python('bracket_client', '127.0.0.1', server.portOf('bracket'), '김');
    const text = `a${'가나다 '.repeat(40)}끝`;
    kim.say(text);
    await kim.printed(`< [김] ${text}`);
    expect(app.texts).toEqual([text]);
  });

  it('in CP949 is understood, and answered in CP949', async () => {
    const server = await oldServer(['bracket']);
    const app = await join({ port: server.port, name: '민수' });
    const port = server.portOf('bracket');
    const kim = python('bracket_client', '127.0.0.1', port, '똠방', '--cp949');
    kim.say('안녕하세요');
    await kim.printed('< [똠방] 안녕하세요');
    await app.post('뷁');
    await kim.printed('< [민수] 뷁');
    expect(app.texts).toContain('안녕하세요');
  });
});

it('a client that says its last line for ever is heard a few times', async () => {
  const server = await oldServer(['bracket'], { rateLimit: true });
  const app = await join({ port: server.port, tls: true, key: newKey(), name: '민수' });
  const port = server.portOf('bracket');
  const lee = python('bracket_client', '127.0.0.1', port, '이');
  await peopleAre(server, 2);
  const kim = python('bracket_client', '127.0.0.1', port, '김', '--eof', 'repeat');
  kim.say('잘 있어요');
  kim.endInput();
  await lee.printed('< [김] 잘 있어요');
  for (let n = 0; n < 5; n += 1) {
    expect(await app.post(`아직 ${n}`)).toMatchObject({ ok: true });
    await lee.printed(`< [민수] 아직 ${n}`);
  }
  lee.say('네');
  await app.raw.until(() => app.texts.includes('네'));
  expect(app.texts.filter((text) => text === '잘 있어요').length).toBeLessThan(20);
});

describe('echo', () => {
  it('is exactly the bytes that came, and nobody in the room', async () => {
    const server = await oldServer(['bracket']);
    const app = await join({ port: server.port, name: '민수' });
    const client = await server.visit('bracket');
    const bytes = Buffer.from([0, 255, 10, 13, 0xec, 0x95, 200]);
    client.write(bytes);
    await client.until(() => client.bytes.length === bytes.length);
    expect(client.bytes).toEqual(bytes);
    await app.post('nothing for echo clients');
    client.write('[kim] hi\n');
    await client.text('hi\n');
    expect(client.bytes).toEqual(Buffer.concat([bytes, Buffer.from('[kim] hi\n')]));
    expect(server.people()).toBe(1);
    expect(app.raw.frames.filter((f) => f.t === 'ev' && f.e.kind === 'joined')).toEqual([]);
  });

  it('takes somebody out of the room who was silent first', async () => {
    const server = await oldServer(['bracket']);
    const client = await server.come('bracket');
    client.write('hello');
    await client.text('hello');
    await peopleAre(server, 0);
    expect(client.bytes.toString()).toBe('hello');
  });

  it.each(['[no', 'q', '[]', '[x]no'])('is also %j without a line end', async (bytes) => {
    const server = await oldServer(['bracket']);
    const client = await server.visit('bracket');
    client.write(bytes);
    await client.text(bytes);
    expect(client.bytes.toString()).toBe(bytes);
  });

  it('serves clients that block for the reply', async () => {
    const server = await oldServer(['bracket']);
    const port = server.portOf('bracket');
    for (const raw of [[], ['--raw']]) {
      const client = python('echo_client', '127.0.0.1', port, 'x', ...raw);
      client.say('안녕', 'hello', 'x'.repeat(20_000));
      client.endInput();
      expect(await client.exit()).toBe(0);
      expect(client.lines).toEqual(['< 안녕', '< hello', `< ${'x'.repeat(20_000)}`]);
    }
  });

  it('sends back megabytes, also to a client that reads late and has ended its side', async () => {
    const server = await oldServer(['bracket']);
    const client = await server.visit('bracket');
    client.socket.pause();
    const sent = Buffer.alloc(8 * 1024 * 1024, 'echo ');
    let length = 0;
    client.socket.on('data', (chunk: Buffer) => {
      length += chunk.length;
      client.bytes = Buffer.alloc(0);
    });
    client.socket.end(sent);
    client.socket.resume();
    await client.gone();
    expect(length).toBe(sent.length);
  });
});

it('on the main port chat is known by its first line', async () => {
  const server = await oldServer([]);
  const app = await join({ port: server.port, name: '민수' });
  const kim = await RawClient.open({ port: server.port });
  kim.write('[kim] hello\n');
  await kim.text('[kim] hello\n');
  await app.raw.take('ev', ({ e }) => e.kind === 'posted' && e.wire === 'bracket');
});

it('the first bytes tell what somebody is', () => {
  const kinds = (...texts: string[]) => texts.map((text) => kindOf(Buffer.from(text)));
  expect(kinds('[김] x', '[a] ', '[a b] \n')).toEqual(['chat', 'chat', 'chat']);
  expect(kinds('q\n', 'Q\r\n')).toEqual(['quit', 'quit']);
  expect(kinds('', '[', '[ab', '[ab]', 'q', 'Q\r')).toEqual(Array(6).fill('undecided'));
  const echo = ['a', '\n', '[]', '[a]b', '[\n', 'qu', 'q ', `[${'a'.repeat(300)}`];
  expect(kinds(...echo)).toEqual(echo.map(() => 'echo'));
});

it('only parts of exactly 99 bytes are joined', () => {
  const joined = (line: string) => rejoin(Buffer.from(line)).toString();
  const part = 'x'.repeat(99);
  expect(joined(`[k] ${part}[k] ${part}[k] yz`)).toBe(`[k] ${part}${part}yz`);
  expect(joined(`[k] ${part}[j] y`)).toBe(`[k] ${part}[j] y`);
  expect(joined(`[k] x[k] y`)).toBe(`[k] x[k] y`);
  expect(joined('plain')).toBe('plain');
  expect(joined('')).toBe('');
});
