/** Bytes that nobody agreed on, and programs that never stop, on the ports of old programs. */
import { describe, expect, it } from 'vitest';
import { compatWire } from '../../protocol/compat';
import { LINE_MAX_BYTES, LINE_WRITE_MAX_BYTES } from '../../protocol/limits';
import { mutate, seeded } from '../testing/mutate';
import { join, newKey } from '../testing/native-client';
import { oldServer, peopleAre, portOfWire } from '../testing/old-programs';
import { python } from '../testing/program';
import { RawClient } from '../testing/raw-client';
import { kindOf } from './bracket/first-bytes';
import { readLine as readBracket, rejoin } from './bracket/read-line';
import { Charset } from './charset';
import { encodeCp949 } from './cp949';
import { readLine } from './line/read-line';
import { readLine as readMail } from './mail/read-line';
import { lineText, ProgramLines } from './program-lines';
import { Chunks } from './relay/chunks';

const SOURCES: Buffer[] = [
  'kim> hello\n',
  '김철수> 안녕하세요, 여러분\r\n',
  `[김] ${'가'.repeat(33)}[김] 나다\n`,
  '[a] q\nq\n',
  'alice, 보배: 같이 가요\n',
  '안녕 🙂🙂',
].map((text) => Buffer.from(text));
SOURCES.push(encodeCp949('똠방각하> 뷁\n'));

describe('hostile bytes', () => {
  it('a hundred thousand mutated lines and chunks upset no decoder', () => {
    const random = seeded(20190807);
    const pick = () => SOURCES[Math.floor(random() * SOURCES.length)] as Buffer;
    let lines = new ProgramLines();
    let chunks = new Chunks();
    let charset = new Charset();
    for (let n = 0; n < 100_000; n += 1) {
      if (n % 500 === 0)
        [lines, chunks, charset] = [new ProgramLines(), new Chunks(), new Charset()];
      const bytes = mutate(pick(), random);
      kindOf(bytes);
      const message = chunks.push(bytes);
      if (message) charset.decode(message);
      for (const line of lines.push(bytes)) {
        expect(line.length).toBeLessThanOrEqual(LINE_MAX_BYTES);
        const text = lineText(charset, line);
        for (const { to } of readMail(text)) expect(to).toBe(to.trim());
        expect(readLine(text).text.length).toBeLessThanOrEqual(text.length);
        expect(readBracket(lineText(charset, rejoin(line))).text).not.toContain('\n');
      }
    }
  });

  it.each(compatWire.options)('disturb nobody on the %s port', async (wire) => {
    const server = await oldServer([wire, ...compatWire.options.filter((one) => one !== wire)]);
    const random = seeded(wire.length);
    const pick = () => SOURCES[Math.floor(random() * SOURCES.length)] as Buffer;
    const peers = await Promise.all(Array.from({ length: 10 }, () => server.visit(wire)));
    for (const peer of peers) {
      for (let n = 0; n < 40 && !peer.closed; n += 1) peer.write(mutate(pick(), random));
      peer.socket.end();
    }
    await Promise.all(peers.map((peer) => peer.gone()));
    await peopleAre(server, 0);
    const app = await join({ port: server.port, name: '민수' });
    const kim = await server.come('line');
    kim.write('kim> fine\n');
    await app.raw.until(() => app.texts.includes('fine'));
    expect(server.lines.filter((line) => /gateway|failed/.test(line))).toEqual([]);
  });

  it('lines without an end grow nothing and are not said', async () => {
    const server = await oldServer(['line']);
    const app = await join({ port: server.port, name: '민수' });
    const kim = await server.come('line');
    const lee = await server.come('line');
    kim.write(Buffer.alloc(4 * 1024 * 1024, 'x'));
    kim.write('\nkim> short\n');
    await lee.text('kim> short\n');
    await app.raw.until(() => app.texts.length > 0);
    expect(app.texts).toEqual(['short']);
  });
});

describe('programs as weak as the old ones', () => {
  it('line clients lose nothing in a busy room, and no write of theirs has to wait', async () => {
    const server = await oldServer(['line']);
    const app = await join({
      port: server.port,
      tls: true,
      key: newKey(),
      name: '민수',
      more: { credit: { events: 4096, bytes: 1024 * 1024 } },
    });
    const port = portOfWire(server, 'line');
    const listener = python('line_client', '127.0.0.1', port, '이');
    await peopleAre(server, 2);
    const flood = python('line_client', '127.0.0.1', port, '김', '--eof', 'flood');
    flood.endInput();
    const text = '가나다라마바사'.repeat(50);
    await Promise.all(Array.from({ length: 40 }, (_, n) => app.post(`${n} ${text}`)));
    await listener.printed(`< 민수> 39 ${text}`);
    const heard = listener.lines.filter((line) => line.startsWith('< 민수> '));
    expect(heard).toEqual(Array.from({ length: 40 }, (_, n) => `< 민수> ${n} ${text}`));
    for (const line of heard) expect(Buffer.byteLength(line)).toBeLessThan(LINE_WRITE_MAX_BYTES);
    expect(flood.output).not.toContain('would block');
    listener.say('잘 들려요');
    await listener.printed('< 이> 잘 들려요');
  });

  it.each(['line', 'relay', 'mail', 'bracket'] as const)(
    'a %s client that never reads is dropped, and the others talk on',
    async (wire) => {
      const server = await oldServer([wire]);
      const app = await join({ port: server.port, tls: true, key: newKey(), name: '민수' });
      const deaf = await RawClient.open({ port: portOfWire(server, wire) });
      deaf.write(
        wire === 'relay'
          ? '나'
          : wire === 'mail'
            ? '김\n'
            : wire === 'line'
              ? '김> 나\n'
              : '[김] 나\n',
      );
      const joined = await app.raw.take('ev', ({ e }) => e.kind === 'joined');
      deaf.socket.pause();
      const direct = await app.run({ verb: 'direct', user: joined.e.name });
      const room =
        wire === 'mail'
          ? (direct as never as { result: { room: { id: string } } }).result.room.id
          : 'lobby';
      const left = peopleAre(server, 1).then(() => true);
      let gone = false;
      void left.then(() => {
        gone = true;
      });
      for (let n = 0; !gone; n += 1) {
        expect(n).toBeLessThan(20_000);
        await app.run({ verb: 'post', room, text: 'x'.repeat(3900) });
        app.raw.send({
          t: 'seen',
          events: app.raw.frames.filter(({ t }) => t === 'ev').length + 1,
        });
      }
      expect(server.lines.filter((line) => line.includes('does not read'))).toHaveLength(1);
    },
  );
});
