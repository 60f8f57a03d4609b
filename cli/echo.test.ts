import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testServer } from '../server/testing/test-server';
import { startEcho } from './echo/server';
import { portOf, sarangbang, start } from './testing/run';

const CLIENT = fileURLToPath(new URL('testing/python/echo_client.py', import.meta.url));

function open(port: number): Socket {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  return socket;
}

async function all(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('sarangbang echo', () => {
  it('serves blocking clients, several at a time, and ends when told', async () => {
    const run = sarangbang(['echo', '--host', '127.0.0.1', '--port', '0']);
    const port = await portOf(run);
    const silent = open(port);
    await once(silent, 'connect');
    const lines = 'hello\n안녕하세요\nno newline at the end';
    const clients = [1, 2, 3].map(() =>
      start('python3', [CLIENT, '127.0.0.1', `${port}`], { input: lines }),
    );
    for (const client of clients) {
      expect(await client.ended).toBe(0);
      expect(client.out()).toBe(lines);
    }
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });

  it('says what to type when its port is taken', async () => {
    const { port } = await testServer();
    const run = sarangbang(['echo', '--host', '127.0.0.1', '--port', `${port}`]);
    expect(await run.ended).toBe(1);
    expect(run.err()).toContain(`sarangbang echo --port ${port + 1}`);
  });
});

describe('an echo service', () => {
  const echo = async (more = {}) => {
    const server = await startEcho({ host: '127.0.0.1', port: 0, ...more });
    onTestFinished(() => server.stop());
    return server;
  };

  it('returns every byte, also those that are no text, and after the end of what was sent', async () => {
    const bytes = randomBytes(3_000_000);
    const socket = open((await echo()).port);
    socket.end(bytes);
    expect((await all(socket)).equals(bytes)).toBe(true);
  });

  it('hangs up on more clients than it is meant for, and on silent ones', async () => {
    const { port } = await echo({ clientsMax: 1, idleMs: 1_000 });
    const first = open(port);
    await once(first, 'connect');
    first.write('x');
    await once(first, 'data');
    expect((await all(open(port))).length).toBe(0);
    first.resume();
    await once(first, 'end');
  });

  it('does not read from who does not take back', async () => {
    const { port } = await echo();
    const socket = open(port);
    socket.pause();
    const chunk = Buffer.alloc(1024 * 1024);
    let written = 0;
    // the system's own buffers take some; then writing stands still
    const stuck = () =>
      new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(true), 1_000);
        socket.write(chunk, () => {
          clearTimeout(timer);
          resolve(false);
        });
      });
    while (!(await stuck())) {
      written += chunk.length;
      expect(written).toBeLessThan(64 * chunk.length);
    }
  });
});

describe('sarangbang ping', () => {
  const ping = (port: number, ...more: string[]) =>
    sarangbang(['ping', `127.0.0.1:${port}`, '--every', '10ms', ...more]);

  it.each([
    ['with TLS', {}],
    ['without TLS', { tls: false }],
  ])('measures a Sarangbang server %s by its own frames, and names it', async (_, options) => {
    const { port } = await testServer({ name: '우리 방', ...options });
    const run = ping(port, '--count', '20');
    expect(await run.ended).toBe(0);
    expect(run.out()).toContain(`127.0.0.1:${port}: a Sarangbang server, "우리 방"`);
    expect(run.out()).toMatch(/^20 {2}\d+\.\d\d ms$/m);
    expect(run.out()).toMatch(/20 sent, 20 came back; min\/avg\/max [\d.]+\/[\d.]+\/[\d.]+ ms/);
  });

  it('goes on when the server hangs up on it, as it does on everybody who does not come in', async () => {
    const { port } = await testServer({}, { handshakeTimeoutMs: 300 });
    const run = ping(port, '--count', '100');
    expect(await run.ended).toBe(0);
    expect(run.out()).toMatch(/100 sent, \d+ came back/);
    const back = Number(/sent, (\d+)/.exec(run.out())?.[1]);
    expect(back).toBeGreaterThan(90);
  });

  it('measures an echo port by bytes', async () => {
    const server = await startEcho({ host: '127.0.0.1', port: 0 });
    onTestFinished(() => server.stop());
    const run = ping(server.port, '--count', '3');
    expect(await run.ended).toBe(0);
    expect(run.out()).toContain('an echo service');
    expect(run.out()).toContain('3 sent, 3 came back');
  });

  it('measures whatever else is open by connecting', async () => {
    const server = createServer((socket) => void socket.on('error', () => {}).end('hello\n'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const run = ping((server.address() as { port: number }).port, '--count', '2');
    expect(await run.ended).toBe(0);
    expect(run.out()).toContain('an open port');
    expect(run.out()).toContain('2 sent, 2 came back');
  });

  it('exits with 3 where nobody is, and with 2 for what is no address', async () => {
    const { port, stop } = await testServer();
    await stop();
    const nobody = ping(port);
    expect(await nobody.ended).toBe(3);
    expect(nobody.err()).toContain('nothing is open there');
    const nonsense = sarangbang(['ping', 'not an address']);
    expect(await nonsense.ended).toBe(2);
  });
});
