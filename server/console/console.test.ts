/** The operator's console, over streams as a terminal or a pipe has them, on a whole server. */
import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ConsoleStreams } from '../options';
import { join, newKey } from '../testing/native-client';
import { RawClient } from '../testing/raw-client';
import { retry } from '../testing/retry';
import { type TestServer, testServer } from '../testing/test-server';

class Console {
  output = '';
  readonly input: PassThrough & { isTTY?: boolean } = new PassThrough();
  readonly screen = new PassThrough();
  readonly end: () => void;
  private readonly waiting = new Set<() => void>();

  constructor(
    server: TestServer,
    { tty = true, ...more }: Partial<ConsoleStreams & { tty: boolean }> = {},
  ) {
    if (tty) this.input.isTTY = true;
    this.screen.on('data', (chunk) => {
      this.output += chunk;
      for (const look of this.waiting) look();
    });
    this.end = server.console({ input: this.input, output: this.screen, ...more });
    onTestFinished(() => this.end());
  }

  type(text: string): void {
    this.input.write(text);
  }

  /** Resolves with all output so far, once `text` is in it. */
  sees(text: string): Promise<string> {
    return new Promise((resolve) => {
      const look = () => {
        if (!this.output.includes(text)) return;
        this.waiting.delete(look);
        resolve(this.output);
      };
      this.waiting.add(look);
      look();
    });
  }
}

const app = (server: TestServer, name: string) =>
  join({ port: server.port, tls: true, name, key: newKey() });

describe('at the console', () => {
  it('an operator is in the lobby, hears it, and talks there as a host', async () => {
    const server = await testServer({ name: '3학년 2반' });
    const minsu = await app(server, '민수');
    const console = new Console(server, { language: 'ko' });
    await console.sees('3학년 2반 서버의 콘솔이에요. 이름은 방장이에요.');
    await minsu.post('안녕하세요');
    await console.sees('민수: 안녕하세요\n');
    console.type('어서 와요\n');
    const said = await minsu.raw.take('ev', ({ e }) => e.kind === 'posted' && e.name === '방장');
    expect(said.e).toMatchObject({ text: '어서 와요', wire: 'text', room: 'lobby' });
    const { users } = await minsu.raw.take('users', (frame) =>
      frame.users.some(({ name }) => name === '방장'),
    );
    expect(users.find(({ name }) => name === '방장')).toMatchObject({
      role: 'host',
      verified: false,
      wire: 'text',
    });
    console.type('/topic 숙제\n/who\n');
    await console.sees('주제를 정했어요.');
    await console.sees('#로비: 2명\n  민수\n  방장  방장\n');
    minsu.close();
  });

  it('takes nobody’s place, needs no password, and is not counted', async () => {
    const server = await testServer({ capacity: 1, password: '열려라' });
    const console = new Console(server);
    await console.sees('You are at the console of Sarangbang, as host.');
    expect(server.people()).toBe(0);
    const minsu = await join({
      port: server.port,
      tls: true,
      name: '민수',
      key: newKey(),
      more: { password: '열려라' },
    });
    expect(server.people()).toBe(1);
    console.type('/who\n');
    await console.sees('In #lobby: 2\n');
    minsu.close();
  });

  it('is not held to the rates of guests', async () => {
    const server = await testServer();
    const minsu = await app(server, '민수');
    const console = new Console(server, { tty: false });
    console.type(`${Array.from({ length: 40 }, (_, i) => `line ${i}`).join('\n')}\n`);
    await minsu.raw.take('ev', ({ e }) => e.kind === 'posted' && e.text === 'line 39');
    expect(console.output).not.toContain('Too fast');
    minsu.close();
  });

  it('/shutdown asks once more; then the server ends by the operator’s name', async () => {
    const server = await testServer();
    const console = new Console(server);
    console.type('/shutdown\n');
    await console.sees('Type /shutdown once more to do it.');
    console.type('/shutdown\n');
    await console.sees('The server is being closed.');
    const { by } = await server.shutdownAsked;
    expect(by).toBe('host');
    await server.stop({ reason: 'closed', by });
    await console.sees('host closed the server. Goodbye.\n');
  });

  it('/shutdown now does not ask', async () => {
    const server = await testServer();
    const console = new Console(server, { tty: false });
    console.type('/shutdown now\n');
    await expect(server.shutdownAsked).resolves.toEqual({ by: 'host' });
    expect(console.output).not.toContain('once more');
  });
});

describe('the end of the console', () => {
  it('is not the end of the server: input that ends, at once or later', async () => {
    const server = await testServer();
    const minsu = await app(server, '민수');
    const empty = new Console(server, { tty: false });
    empty.input.end();
    const piped = new Console(server, { tty: false });
    piped.input.end('one\ntwo');
    await piped.sees('The console is closed. The server goes on');
    const texts = () => minsu.texts;
    await minsu.raw.until(() => texts().includes('two'));
    expect(texts()).toEqual(['one', 'two']);
    await minsu.raw.until(() =>
      minsu.raw.frames.some((f) => f.t === 'ev' && f.e.kind === 'left' && f.e.name === 'host'),
    );
    expect(empty.output).toBe('');
    expect(server.people()).toBe(1);
    expect((await minsu.post('still here')).ok).toBe(true);
    minsu.close();
  });

  it('comes with q, with its own end, and with broken streams', async () => {
    const server = await testServer();
    const one = new Console(server);
    one.type('q\n');
    await one.sees('Ctrl+C ends it.');
    const two = new Console(server);
    await two.sees('as host');
    two.end();
    two.end();
    const three = new Console(server);
    await three.sees('#lobby');
    three.screen.destroy(new Error('EPIPE'));
    three.input.destroy(new Error('EIO'));
    const minsu = await app(server, '민수');
    await retry(async () => {
      const reply = await minsu.run({ verb: 'join', room: 'lobby' });
      const { result } = reply as unknown as { result: { members: string[] } };
      if (result.members.length !== 1) throw new Error('an operator is still there');
    });
    minsu.close();
  });

  it('does not hold up the server when its screen stands still', async () => {
    const server = await testServer({ rateLimit: false });
    const console = new Console(server);
    await console.sees('as host');
    console.screen.pause();
    const minsu = await app(server, '민수');
    for (let i = 0; i < 60; i += 1) expect((await minsu.post('x'.repeat(3900))).ok).toBe(true);
    expect(console.screen.writableLength).toBeLessThan(200_000);
    console.screen.resume();
    console.type('/who\n');
    await console.sees('In #lobby: 2');
    minsu.close();
  });
});

it('no connection comes by the role of an operator, whatever it says', async () => {
  const server = await testServer();
  const console = new Console(server);
  await console.sees('as host');
  const nc = await RawClient.open({ port: server.port });
  nc.write('/name 방장\n/name 민수\n/shutdown now\n/shutdown\n/shutdown\n/who\n');
  await nc.text('민수  터미널');
  expect(nc.bytes.toString()).toContain('방장이나 서버로 보이는 이름은 쓸 수 없어요');
  expect(nc.bytes.toString().match(/여기서는 할 수 없는 일이에요/g)).toHaveLength(3);
  const guest = await join({
    port: server.port,
    name: 'guest',
    key: null,
    more: { operator: true, role: 'host', wire: 'text' } as never,
  });
  expect(guest.welcome.me.role).toBe('guest');
  expect(await guest.run({ verb: 'shutdown' })).toMatchObject({
    ok: false,
    error: { code: 'not-allowed' },
  });
  nc.close();
  guest.close();
});
