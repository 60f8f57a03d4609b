import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../server/testing/free-port';
import { join } from '../server/testing/native-client';
import { RawClient } from '../server/testing/raw-client';
import { dataFolder, testServer } from '../server/testing/test-server';
import { BIN, portOf, type RunOptions, sarangbang, start } from './testing/run';
import { KEYS, terminal } from './testing/terminal';

const serve = async (args: string[] = [], options: RunOptions = {}) =>
  sarangbang(
    ['serve', '--host', '127.0.0.1', '--port', '0', '--data', await dataFolder(), ...args],
    options,
  );

describe('sarangbang serve', () => {
  it('opens ports for old programs and says what became of each', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    const free = await freePort();
    const busy = (taken.address() as { port: number }).port;
    const run = await serve(['--compat', `line=${free},relay=${busy}`]);
    expect(await run.fact('compat line')).toBe(`${free} open`);
    expect(await run.fact('compat relay')).toBe(`${busy} failed port-taken`);
    const friend = await join({ port: await portOf(run), name: 'friend' });
    const old = await RawClient.open({ port: free });
    old.write('kim> hello from 2019\n');
    await friend.raw.until(() => friend.texts.includes('hello from 2019'));
  });

  it('--ip is --host', async () => {
    const run = sarangbang([
      'serve',
      '--ip',
      '127.0.0.1',
      '--port',
      '0',
      '--data',
      await dataFolder(),
    ]);
    expect(await run.fact('listening on')).toMatch(/^127\.0\.0\.1:/);
    await run.fact('invite');
    expect(run.out().match(/^listening on/gm)).toHaveLength(1);
  });

  it.each([['0'], ['2']])('serves history with --worker %s', async (worker) => {
    const run = await serve(['--worker', worker]);
    const friend = await join({ port: await portOf(run), name: 'friend' });
    await friend.post('kept');
    const page = JSON.stringify(await friend.run({ verb: 'history', room: 'lobby' }));
    expect(page).toContain('"kept"');
  });

  it('tells newcomers the line of the day', async () => {
    const run = await serve(['--motd', '오늘은 7시']);
    const friend = await join({ port: await portOf(run), name: 'friend' });
    expect(friend.welcome.server).toMatchObject({ motd: '오늘은 7시' });
  });

  it.each([
    [['--worker', '17']],
    [['--worker', 'x']],
    [['--compat', 'carrier-pigeon']],
    [['--compat', 'line,line=9']],
    [['--host', '127.0.0.1', '--ip', '127.0.0.2']],
    [['--motd', 'x'.repeat(501)]],
  ])('%j is not understood: exit code 2', async (args) => {
    const run = sarangbang(['serve', '--port', '0', '--data', await dataFolder(), ...args]);
    expect(await run.ended).toBe(2);
    expect(run.out()).toBe('');
  });

  it('takes commands and talk from a pipe, and its end is not the end of the server', async () => {
    const run = await serve([], { input: null });
    const port = await portOf(run);
    await run.fact('invite');
    const friend = await join({ port, name: 'friend' });
    expect(run.out()).toMatch(/invite \S+\n$/);
    run.child.stdin.write('안녕하세요\n/who\n');
    await friend.raw.until(() => friend.texts.includes('안녕하세요'));
    await run.says(/friend/);
    run.child.stdin.end();
    expect(await friend.post('still here')).toMatchObject({ ok: true });
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });

  it.each([
    ['/dev/null', '</dev/null'],
    ['a closed descriptor', '<&-'],
  ])('with %s as its input it just serves', async (_, input) => {
    const args = ['serve', '--host', '127.0.0.1', '--port', '0', '--data', await dataFolder()];
    const run = start('/bin/sh', ['-c', `exec "$0" "$@" ${input}`, process.execPath, BIN, ...args]);
    const friend = await join({ port: await portOf(run), name: 'friend' });
    expect(await friend.post('hi')).toMatchObject({ ok: true });
    expect(run.out()).toMatch(/invite \S+\n$/);
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(run.err()).toBe('');
  });

  it('at a terminal it draws the invite, and an operator talks and closes it', async () => {
    const data = await dataFolder();
    const me = terminal(['serve', '--host', '127.0.0.1', '--port', '0', '--data', data], {
      columns: 100,
    });
    await me.shows(/▀{20,}/);
    const port = Number(/listening on 127\.0\.0\.1:(\d+)/.exec(me.drawn.text)?.[1]);
    const friend = await join({ port, name: 'friend' });
    me.type(`hello from the console${KEYS.enter}`);
    await friend.raw.until(() => friend.texts.includes('hello from the console'));
    await friend.post('hello operator');
    await me.shows('friend: hello operator');
    me.type(`/shutdown now${KEYS.enter}`);
    expect(await me.ended).toBe(0);
    expect((await friend.raw.take('bye')).reason).toBe('closed');
  });

  it.runIf(process.platform === 'linux')(
    'in the background of a terminal it leaves the keyboard alone',
    async () => {
      const args = ['serve', '--host', '127.0.0.1', '--port', '0', '--data', await dataFolder()];
      const line = [process.execPath, BIN, ...args].map((word) => `'${word}'`).join(' ');
      const me = terminal([], {
        columns: 100,
        program: ['sh', '-c', `set -m; ${line} & echo job $!; wait`],
      });
      await me.shows(/▀{20,}/);
      const job = Number(/job (\d+)/.exec(me.drawn.text)?.[1]);
      const port = Number(/listening on 127\.0\.0\.1:(\d+)/.exec(me.drawn.text)?.[1]);
      const friend = await join({ port, name: 'friend' });
      expect(await friend.post('it is not stopped')).toMatchObject({ ok: true });
      process.kill(job, 'SIGTERM');
      expect(await me.ended).toBe(0);
    },
  );

  it('announces itself unless it is told not to', async () => {
    const lan = { env: { SARANGBANG_LAN_PORT: `${await freePort()}` } };
    const everywhere = async (...more: string[]) =>
      sarangbang(
        ['serve', '--host', '0.0.0.0', '--port', '0', '--data', await dataFolder(), ...more],
        lan,
      );
    const loud = await everywhere('--name', '시끄러운 방', '--password', 'x');
    const silent = await everywhere('--name', '조용한 방', '--no-announce');
    const port = await portOf(loud);
    const key = await loud.fact('fingerprint');
    await silent.fact('invite');
    const json = sarangbang(['find', '--seconds', '3', '--json'], lan);
    expect(await json.ended).toBe(0);
    expect(JSON.parse(json.out())).toEqual([
      expect.objectContaining({
        name: '시끄러운 방',
        key,
        lock: true,
        people: 0,
        understood: true,
      }),
    ]);
    const table = sarangbang(['find', '--seconds', '3'], lan);
    expect(await table.ended).toBe(0);
    expect(table.out()).toMatch(new RegExp(`^시끄러운 방 +0 +[\\d.]+:${port} .*password`, 'm'));
    loud.child.kill('SIGTERM');
    expect(await loud.ended).toBe(0);
    const nobody = sarangbang(['find', '--seconds', '1'], lan);
    expect(await nobody.ended).toBe(3);
  });
});

describe('news', () => {
  it('go out as lines of a file and are heard as such', async () => {
    const { port } = await testServer();
    const group = ['--group', `224.1.1.77:${port}`];
    const heard = sarangbang(['listen', ...group, '--count', '3']);
    const lines = '첫째 소식\n\na line that is longer than twenty-nine bytes\n';
    // again and again until the listener, who starts at the same time, has had enough
    const sender = sarangbang(['news', '--file', '-', '--every', '50ms', ...group], {
      input: lines.repeat(200),
    });
    expect(await heard.ended).toBe(0);
    sender.child.kill('SIGTERM');
    expect(await sender.ended).toBe(0);
    const sent = sender.out().split('\n');
    const got = heard.out().trim().split('\n');
    expect(got).toHaveLength(3);
    for (const line of [...got, ...sent]) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(29);
    expect(`\n${sender.out()}`).toContain(`\n${heard.out()}`);
  });

  it.each([
    [['news'], 2],
    [['news', '--file', '/nonexistent'], 1],
    [['news', '--file', '-', '--group', '192.168.0.1:7777'], 2],
    [['news', '--file', '-', '--ttl', '256'], 2],
    [['news', '--file', '-', '--every', '0s'], 2],
    [['listen', '--group', 'nowhere'], 2],
  ])('%j ends with %i', async (args, code) => {
    const run = sarangbang(args);
    expect(await run.ended).toBe(code);
    expect(run.err()).not.toBe('');
  });
});
