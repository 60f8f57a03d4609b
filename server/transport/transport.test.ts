import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Peer } from '../gateways/gateway';
import { SocketConnection } from './connection';
import { Deadlines } from './deadlines';
import { Heartbeat } from './heartbeat';
import { Flusher, SendQueue } from './send-queue';

afterEach(() => {
  vi.useRealTimers();
});

class FakeSocket {
  readonly writes: string[] = [];
  writableLength = 0;
  constructor(private readonly stuck = false) {}
  write(bytes: Buffer): boolean {
    this.writes.push(bytes.toString());
    if (this.stuck) this.writableLength += bytes.length;
    return !this.stuck;
  }
}
const queueOn = (socket: FakeSocket, flusher = new Flusher(), taken?: () => void) =>
  new SendQueue(socket as unknown as Socket, flusher, taken);
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('the send queue', () => {
  it('writes once for all of one turn, in order', async () => {
    const flusher = new Flusher();
    const [one, two] = [new FakeSocket(), new FakeSocket()];
    const [a, b] = [queueOn(one, flusher), queueOn(two, flusher)];
    a.push(Buffer.from('1'), 100);
    b.push(Buffer.from('x'), 100);
    await Promise.resolve();
    a.push(Buffer.from('2'), 100);
    queueMicrotask(() => a.push(Buffer.from('3'), 100));
    expect(one.writes).toEqual([]);
    await nextTurn();
    expect(one.writes).toEqual(['123']);
    expect(two.writes).toEqual(['x']);
    a.push(Buffer.from('4'), 100);
    await nextTurn();
    expect(one.writes).toEqual(['123', '4']);
  });

  it('hands a single buffer on as it is', async () => {
    const bytes = Buffer.from('shared');
    const seen: Buffer[] = [];
    const queue = new SendQueue(
      { writableLength: 0, write: (chunk: Buffer) => seen.push(chunk) > 0 } as unknown as Socket,
      new Flusher(),
    );
    queue.push(bytes, 100);
    await nextTurn();
    expect(seen[0]).toBe(bytes);
  });

  it('holds no more than its limit, what the socket holds included', async () => {
    const socket = new FakeSocket(true);
    const queue = queueOn(socket);
    expect(queue.push(Buffer.alloc(60), 100)).toBe(true);
    expect(queue.push(Buffer.alloc(50), 100)).toBe(false);
    await nextTurn();
    expect(queue.waiting).toBe(60);
    expect(queue.push(Buffer.alloc(41), 100)).toBe(false);
    expect(queue.push(Buffer.alloc(40), 100)).toBe(true);
    socket.writableLength = 0;
    expect(queue.waiting).toBe(40);
  });

  it('tells when the socket took everything at once, and only then', async () => {
    let taken = 0;
    const free = queueOn(new FakeSocket(), new Flusher(), () => {
      taken += 1;
    });
    free.push(Buffer.alloc(10), 100);
    await nextTurn();
    expect(taken).toBe(1);
    const stuck = queueOn(new FakeSocket(true), new Flusher(), () => {
      taken += 1;
    });
    stuck.push(Buffer.alloc(10), 100);
    await nextTurn();
    expect(taken).toBe(1);
  });
});

describe('the heartbeat', () => {
  it('visits everything once per turn, and nothing that was taken off', () => {
    vi.useFakeTimers();
    const heartbeat = new Heartbeat(1600);
    const visits = new Map<number, number>();
    const off = Array.from({ length: 100 }, (_, i) =>
      heartbeat.add({ beat: () => visits.set(i, (visits.get(i) ?? 0) + 1) }),
    );
    vi.advanceTimersByTime(1600);
    expect([...visits.values()]).toEqual(Array(100).fill(1));
    for (const stop of off.slice(50)) stop();
    vi.advanceTimersByTime(1600);
    expect([...visits.values()].filter((count) => count === 2)).toHaveLength(50);
    heartbeat.stop();
    vi.advanceTimersByTime(5000);
    expect(Math.max(...visits.values())).toBe(2);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('deadlines', () => {
  it('end each in its own time, unless it is taken off', () => {
    vi.useFakeTimers();
    const deadlines = new Deadlines(1000);
    const ended: string[] = [];
    const one = (name: string) => ({ expire: () => ended.push(name) });
    const b = one('b');
    deadlines.add(one('a'));
    vi.advanceTimersByTime(400);
    deadlines.add(b);
    deadlines.add(one('c'));
    vi.advanceTimersByTime(599);
    expect(ended).toEqual([]);
    vi.advanceTimersByTime(2);
    expect(ended).toEqual(['a']);
    deadlines.delete(b);
    vi.advanceTimersByTime(400);
    expect(ended).toEqual(['a', 'c']);
    expect(vi.getTimerCount()).toBe(0);
    deadlines.add(one('d'));
    vi.advanceTimersByTime(1001);
    expect(ended).toEqual(['a', 'c', 'd']);
  });
});

describe('a connection', () => {
  async function pair(peer: Partial<Peer> = {}) {
    const server = createServer({ allowHalfOpen: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const far = connect(port, '127.0.0.1');
    const [near] = (await once(server, 'connection')) as [Socket];
    const lingering = new Deadlines(50);
    onTestFinished(() => {
      far.destroy();
      near.destroy();
      lingering.stop();
      server.close();
    });
    const origin = { address: '127.0.0.1', plainAllowed: true, admitted() {} };
    const transport = { flusher: new Flusher(), lingering };
    const connection = new SocketConnection(near, null, origin, transport);
    near.on('close', () => connection.gone());
    const whole: Peer = { data() {}, ended() {}, closed() {}, stop() {}, ...peer };
    connection.open(whole, Buffer.alloc(0));
    return { connection, far, near };
  }

  it('sends its last words though the peer is still talking', async () => {
    const { connection, far } = await pair();
    let got = '';
    far.on('data', (chunk) => {
      got += chunk;
    });
    far.write('x'.repeat(100_000));
    connection.write(Buffer.from('before '));
    connection.end(Buffer.from('last words'));
    expect(connection.closed).toBe(true);
    far.write('y'.repeat(100_000));
    await once(far, 'end');
    expect(got).toBe('before last words');
  });

  it('is cut when the peer does not take them', async () => {
    const { connection, far, near } = await pair();
    far.pause();
    connection.queueLimit = Number.POSITIVE_INFINITY;
    connection.write(Buffer.alloc(20 * 1024 * 1024));
    connection.end();
    await once(near, 'close');
    expect(near.destroyed).toBe(true);
  });

  it('tells the end of the other side, and its own end once', async () => {
    let ended = 0;
    let closed = 0;
    const { connection, far, near } = await pair({
      ended: () => {
        ended += 1;
        connection.end(Buffer.from('answer'));
      },
      closed: () => {
        closed += 1;
      },
    });
    far.resume();
    far.end('the rest');
    await Promise.all([once(near, 'close'), once(far, 'close')]);
    expect([ended, closed]).toEqual([1, 1]);
    expect(connection.write(Buffer.from('too late'))).toBe(true);
    expect(connection.queued).toBe(0);
  });
});
