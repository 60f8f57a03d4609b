/** News from outside: bytes of plain sockets in, bytes out. */
import { createSocket } from 'node:dgram';
import { expect, it, onTestFinished, vi } from 'vitest';
import { listenNews, type NewsSenderOptions, startNews } from './news';
import { freePort, loopback, throwAt } from './testing/loopback';

const WAIT = { timeout: 10_000, interval: 20 };
const GROUP = '239.255.78.79';

/** A receiver as the old ones are: a bound socket in the group, which takes what comes. */
async function receiver(port: number): Promise<{ bytes: Buffer; at: number }[]> {
  const heard: { bytes: Buffer; at: number }[] = [];
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  socket.on('message', (bytes) => heard.push({ bytes, at: performance.now() }));
  await new Promise<void>((resolve) => socket.bind(port, resolve));
  socket.addMembership(GROUP, '127.0.0.1');
  onTestFinished(() => new Promise<void>((resolve) => socket.close(() => resolve())));
  return heard;
}

async function send(options: Omit<NewsSenderOptions, 'port' | 'group'> & { port: number }) {
  const lan = await loopback({ group: GROUP });
  const sender = startNews({ everyMs: 20, ...lan, ...options });
  onTestFinished(() => sender.stop());
  return sender;
}

const linesOf =
  (...lines: string[]) =>
  () =>
    lines.shift() ?? null;
const texts = (heard: { bytes: Buffer }[]) => heard.map(({ bytes }) => bytes.toString());

it.each([false, true])(
  'each line goes out in datagrams of at most 29 bytes (broadcast: %s)',
  async (broadcast) => {
    const port = await freePort();
    const heard = await receiver(port);
    const lines = linesOf('첫째 소식', '', '오늘, 점심은 12시입니다. 모두 오세요');
    const sender = await send({ lines, port, broadcast });
    await sender.done;
    const expected = ['첫째 소식\n', '\n', '오늘, 점심은 12시입니', '다. 모두 오세요\n'];
    await vi.waitFor(() => expect(texts(heard)).toEqual(expected), WAIT);
    expect(Math.max(...heard.map(({ bytes }) => bytes.length))).toBe(29);
  },
);

it('one datagram at a time, with the pause between', async () => {
  const port = await freePort();
  const heard = await receiver(port);
  const sender = await send({ lines: linesOf('1', '2', '3'), port, everyMs: 200 });
  await sender.done;
  await vi.waitFor(() => expect(heard).toHaveLength(3), WAIT);
  const [first, , last] = heard.map(({ at }) => at) as [number, number, number];
  expect(last - first).toBeGreaterThan(390);
});

it('one text is sent again and again, until it is stopped', async () => {
  const port = await freePort();
  const heard = await receiver(port);
  const sender = await send({ lines: '가\n\n나', port });
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(5), WAIT);
  expect(texts(heard).slice(0, 4)).toEqual(['가\n', '나\n', '가\n', '나\n']);
  await sender.stop();
  await sender.done;
});

it('a text of nothing sends nothing and ends', async () => {
  const sender = await send({ lines: ' \n', port: await freePort() });
  await sender.done;
});

it('what goes wrong with the lines is told to who waits', async () => {
  const broken = () => Promise.reject(new Error('no such file'));
  const sender = await send({ lines: broken, port: await freePort() });
  await expect(sender.done).rejects.toThrow('no such file');
  await sender.stop();
});

it('is heard by several listeners, group and broadcast alike, as clean lines', async () => {
  const options = { ...(await loopback()), group: GROUP };
  const lines: string[][] = [[], []];
  for (const heard of lines) {
    const listener = listenNews(options, (line) => heard.push(line));
    onTestFinished(() => listener.stop());
  }
  const both = [false, true].map((broadcast) =>
    send({ lines: broadcast ? '모두에게' : '여럿에게', port: options.port, broadcast }),
  );
  await Promise.all(both);
  for (const heard of lines) {
    await vi.waitFor(
      () => expect([...new Set(heard)].sort()).toEqual(['모두에게', '여럿에게']),
      WAIT,
    );
  }
  await throwAt(Buffer.from('\u001b[31m빨강\u0007\r\n'), options.port);
  await throwAt(Buffer.alloc(1_501, 'x'), options.port);
  for (const heard of lines) {
    await vi.waitFor(() => expect(heard).toContain('[31m빨강'), WAIT);
    expect(Math.max(...heard.map(({ length }) => length))).toBeLessThan(10);
  }
});
