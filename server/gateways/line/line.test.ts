/** The line chat from outside, bytes in and bytes out (docs/wires/line.md). */
import { describe, expect, it } from 'vitest';
import { MESSAGE_MAX_CHARS } from '../../../protocol/limits';
import { join, newKey } from '../../testing/native-client';
import { oldServer, peopleAre } from '../../testing/old-programs';
import { RawClient } from '../../testing/raw-client';
import { encodeCp949 } from '../cp949';

describe('a line', () => {
  it('goes to everybody, the sender included, exactly as it was sent', async () => {
    const server = await oldServer(['line']);
    const silent = await server.come('line');
    const kim = await server.come('line');
    kim.write('김철수> 안녕  여러분! > <\n');
    for (const client of [kim, silent]) {
      await client.text('\n');
      expect(client.bytes.toString()).toBe('김철수> 안녕  여러분! > <\n');
    }
  });

  it('reaches the app, and what the app says comes as such lines', async () => {
    const server = await oldServer(['line']);
    const app = await join({ port: server.port, tls: true, key: newKey(), name: '민수' });
    const kim = await server.come('line');
    kim.write('kim> hello\n');
    const said = await app.raw.take('ev', ({ e }) => e.kind === 'posted');
    expect(said.e).toMatchObject({ name: 'kim', text: 'hello', wire: 'line' });
    await app.post('한 줄\n\n세 번째 줄');
    await kim.text('세 번째');
    expect(kim.bytes.toString()).toBe('kim> hello\n민수> 한 줄\n민수> \n민수> 세 번째 줄\n');
  });

  it('may come in pieces, several at once, with CR LF, and without its end', async () => {
    const server = await oldServer(['line']);
    const kim = await server.come('line');
    for (const byte of Buffer.from('김> 하나\n')) kim.write(Buffer.of(byte));
    kim.write('김> 둘\r\n김> 셋\n김> 넷');
    await kim.text('셋\n');
    expect(kim.bytes.toString()).toBe('김> 하나\n김> 둘\n김> 셋\n');
    kim.socket.end();
    await kim.text('넷\n');
    await kim.gone();
  });

  it('that is said while hanging up is still shown to whoever said it', async () => {
    const server = await oldServer(['line']);
    for (const last of ['하나', '둘', '셋']) {
      const kim = await server.visit('line');
      kim.socket.end(`김> 앞\n김> ${last}\n`);
      await kim.gone();
      expect(kim.bytes.toString()).toBe(`김> 앞\n김> ${last}\n`);
    }
  });

  it('without a text is one among those who know the wire, and none in the app', async () => {
    const server = await oldServer(['line']);
    const app = await join({ port: server.port, name: 'app' });
    const kim = await server.come('line');
    const lee = await server.come('line');
    kim.write('kim> \nkim> a\n');
    await kim.text('kim> a\n');
    await lee.text('kim> a\n');
    await lee.text('kim> \n');
    expect(kim.bytes.toString()).toBe('kim> \nkim> a\n');
    await app.raw.until(() => app.texts.length > 0);
    expect(app.texts).toEqual(['a']);
  });

  it('typed by hand is said by a guest', async () => {
    const server = await oldServer(['line']);
    const nc = await server.come('line');
    const app = await join({ port: server.port, name: 'app' });
    nc.write('hello\n\n');
    await nc.text('guest> hello\n');
    const { e } = await app.raw.take('ev', ({ e }) => e.kind === 'posted');
    expect(e).toMatchObject({ name: 'guest', wire: 'line' });
  });

  it('is at most 8 KiB long: a long message comes as several', async () => {
    const server = await oldServer(['line']);
    const app = await join({ port: server.port, name: 'app' });
    const kim = await server.come('line');
    const sizes: number[] = [];
    kim.socket.on('data', (chunk: Buffer) => sizes.push(chunk.length));
    const text = '가'.repeat(MESSAGE_MAX_CHARS);
    await app.post(text);
    await kim.until(() => kim.bytes.toString().split('\n').join('').length >= text.length + 10);
    const lines = kim.bytes.toString().split('\n').slice(0, -1);
    for (const line of lines) expect(Buffer.byteLength(`${line}\n`)).toBeLessThanOrEqual(8192);
    expect(lines.map((line) => line.replace('app> ', '')).join('')).toBe(text);
    kim.write(`kim> ${'나'.repeat(MESSAGE_MAX_CHARS + 1000)}\n`);
    await app.raw.until(() => app.texts.length === 3);
    expect(app.texts.slice(1).join('')).toBe('나'.repeat(MESSAGE_MAX_CHARS + 1000));
  });

  it('in CP949 is understood, and answered in CP949', async () => {
    const server = await oldServer(['line']);
    const app = await join({ port: server.port, name: '민수' });
    const kim = await server.come('line');
    kim.write(Buffer.concat([encodeCp949('똠방각하> 안녕'), Buffer.from('\n')]));
    const { e } = await app.raw.take('ev', ({ e }) => e.kind === 'posted');
    expect(e).toMatchObject({ name: '똠방각하', text: '안녕' });
    await app.post('어서 와요');
    const wanted = encodeCp949('똠방각하> 안녕\n민수> 어서 와요\n');
    await kim.until(() => kim.bytes.length >= wanted.length);
    expect(kim.bytes).toEqual(wanted);
  });
});

describe('the name on a line', () => {
  it('renames the guest, and is varied for the others when it is taken', async () => {
    const server = await oldServer(['line']);
    const owner = await join({ port: server.port, tls: true, key: newKey(), name: '민수' });
    const kim = await server.come('line');
    const other = await server.come('line');
    kim.write('민수> 나야\n');
    await other.text('나야\n');
    expect(other.bytes.toString()).toBe('민수2> 나야\n');
    await kim.text('나야\n');
    expect(kim.bytes.toString()).toBe('민수> 나야\n');
    const { e } = await owner.raw.take('ev', ({ e }) => e.kind === 'posted');
    expect(e).toMatchObject({ name: '민수2' });
    kim.write('영희> 이름 바꿈\n');
    await other.text('영희> 이름 바꿈\n');
  });

  it('is another one where it would read as the host', async () => {
    const server = await oldServer(['line']);
    const kim = await server.come('line');
    const other = await server.come('line');
    kim.write('방장> 안녕\n');
    await other.text('안녕\n');
    expect(other.bytes.toString()).toMatch(/^[가-힣]+ [가-힣]+> 안녕\n$/);
  });

  it('that cannot be shown leaves them a guest', async () => {
    const server = await oldServer(['line']);
    const kim = await server.come('line');
    const other = await server.come('line');
    kim.write(`${'x'.repeat(60)}> hello\n`);
    await other.text('hello\n');
    expect(other.bytes.toString()).toMatch(/^guest2?> hello\n$/);
  });
});

it('a flood is let pass, and everybody else talks on', async () => {
  const server = await oldServer(['line'], { rateLimit: true });
  const app = await join({ port: server.port, tls: true, key: newKey(), name: 'app' });
  const flood = await server.come('line');
  const kim = await server.come('line');
  const block = Buffer.from('flood> \n'.repeat(4096));
  let stop = false;
  const pour = () => {
    if (!stop) flood.socket.write(block, () => setImmediate(pour));
  };
  pour();
  await kim.text('flood> \n');
  for (let n = 0; n < 5; n += 1) {
    expect(await app.post(`still here ${n}`)).toMatchObject({ ok: true });
    await kim.text(`app> still here ${n}\n`);
  }
  kim.write('kim> me too\n');
  await app.raw.until(() => app.texts.includes('me too'));
  stop = true;
  expect(server.lines.filter((line) => line.includes('flood'))).toHaveLength(1);
  expect(flood.closed).toBe(false);
  await flood.text('kim> me too\n');
  // of a hundred thousand only what a guest may say, and none of it in the app
  const many = kim.bytes.toString().split('flood> \n').length - 1;
  expect(many).toBeLessThan(60);
  expect(app.texts).toEqual([
    'still here 0',
    'still here 1',
    'still here 2',
    'still here 3',
    'still here 4',
    'me too',
  ]);
});

it('whoever stops reading is dropped', async () => {
  const server = await oldServer(['line']);
  const app = await join({ port: server.port, tls: true, name: '민수', key: newKey() });
  const deaf = await server.come('line');
  const kim = await server.come('line');
  deaf.socket.pause();
  const text = 'x'.repeat(3900);
  const gone = peopleAre(server, 2);
  let left = false;
  void gone.then(() => {
    left = true;
  });
  for (let n = 0; !left; n += 1) {
    expect(n).toBeLessThan(5000);
    expect(await app.post(text)).toMatchObject({ ok: true });
    app.raw.send({ t: 'seen', events: app.raw.frames.filter(({ t }) => t === 'ev').length });
  }
  await app.post('the end');
  await kim.text('the end\n');
});

it('whoever leaves is gone from the room', async () => {
  const server = await oldServer(['line']);
  const app = await join({ port: server.port, name: 'app' });
  const kim = await server.come('line');
  kim.socket.destroy();
  await app.raw.take('ev', ({ e }) => e.kind === 'left' && e.name === 'guest');
});

it('a direct message is marked as one, and seen by nobody else', async () => {
  const server = await oldServer(['line']);
  const app = await join({ port: server.port, name: '민수' });
  const kim = await server.come('line');
  const lee = await server.come('line');
  kim.write('kim> here\n');
  await lee.text('here\n');
  const opened = (await app.run({ verb: 'direct', user: 'kim' })) as unknown as {
    result: { room: { id: string } };
  };
  await app.run({ verb: 'post', room: opened.result.room.id, text: '비밀' });
  await kim.text('민수 (1:1)> 비밀\n');
  await app.post('모두');
  await lee.text('모두\n');
  expect(lee.bytes.toString()).toBe('kim> here\n민수> 모두\n');
});

it('on the main port it is known by its first line', async () => {
  const server = await oldServer([]);
  const app = await join({ port: server.port, name: '민수' });
  const kim = await RawClient.open({ port: server.port });
  kim.write('kim> hello\n');
  await kim.text('kim> hello\n');
  const { e } = await app.raw.take('ev', ({ e }) => e.kind === 'posted');
  expect(e).toMatchObject({ name: 'kim', wire: 'line' });
});
