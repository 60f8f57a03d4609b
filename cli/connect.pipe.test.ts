import { describe, expect, it } from 'vitest';
import { formatInvite } from '../protocol/invite';
import { safetyWords } from '../protocol/safety-words';
import { join } from '../server/testing/native-client';
import { dataFolder, type TestServer, testServer } from '../server/testing/test-server';
import { type RunOptions, sarangbang } from './testing/run';

const address = ({ port }: { port: number }) => `127.0.0.1:${port}`;
const linkTo = ({ port, facts }: TestServer, fingerprint = facts.fingerprint) =>
  formatInvite({ hosts: [{ host: '127.0.0.1', port }], fingerprint });

async function pipe(
  target: string,
  input: string | null,
  args: string[] = [],
  more: RunOptions = {},
) {
  const data = args.includes('--data') ? [] : ['--data', await dataFolder()];
  return sarangbang(['connect', target, ...data, ...args], { input, ...more });
}

/** What was said in the lobby, as another one hears it. */
const said = (client: Awaited<ReturnType<typeof join>>) => client.texts;

describe('connect in a pipe', () => {
  it('says every line, waits until each is accepted, and exits with 0', async () => {
    const server = await testServer();
    const friend = await join({ port: server.port, name: 'friend' });
    const run = await pipe(linkTo(server), 'one\r\n\n둘 안녕\n/usr/bin is a path\n/help\nlast');
    expect([await run.ended, run.err()]).toEqual([0, '']);
    expect(run.out()).toBe('');
    await friend.raw.until(() => said(friend).includes('last'));
    expect(said(friend)).toEqual(['one', '둘 안녕', '/usr/bin is a path', '/help', 'last']);
  });

  it('holds to the pace of the server and loses nothing', async () => {
    const server = await testServer();
    const friend = await join({ port: server.port, name: 'friend' });
    const lines = Array.from({ length: 150 }, (_, i) => `line ${i}`);
    const run = await pipe(linkTo(server), lines.join('\n'));
    expect(await run.ended).toBe(0);
    await friend.raw.until(() => said(friend).length >= lines.length);
    expect(said(friend)).toEqual(lines);
  });

  it('keeps its identity, and two at once both get their lines through', async () => {
    const server = await testServer();
    const friend = await join({ port: server.port, name: 'friend' });
    const data = await dataFolder();
    const first = await pipe(linkTo(server), null, ['--data', data, '--name', 'bot']);
    first.child.stdin.write('first\n');
    await friend.raw.until(() => said(friend).includes('first'));
    const second = await pipe(linkTo(server), 'second\n', ['--data', data]);
    expect(await second.ended).toBe(0);
    first.child.stdin.end('third\n');
    expect(await first.ended).toBe(0);
    const later = await pipe(linkTo(server), 'fourth\n', ['--data', data]);
    expect(await later.ended).toBe(0);
    await friend.raw.until(() => said(friend).includes('fourth'));
    expect(said(friend)).toEqual(['first', 'second', 'third', 'fourth']);
    const by = (text: string) =>
      friend.raw.frames.flatMap((f) =>
        f.t === 'ev' && f.e.kind === 'posted' && f.e.text === text ? [f.e] : [],
      )[0];
    expect(by('fourth')?.by).toBe(by('first')?.by);
    expect(by('fourth')?.name).toBe('bot');
    expect(by('second')?.by).not.toBe(by('first')?.by);
    expect(by('second')?.name).not.toBe('bot');
  });

  it('goes to a room by name, and says what was wrong with one that is not there', async () => {
    const server = await testServer();
    const friend = await join({ port: server.port, name: 'friend' });
    await friend.run({ verb: 'create', name: '빌드', access: 'open' });
    const run = await pipe(linkTo(server), 'green\n', ['--room', '#빌드']);
    expect(await run.ended).toBe(0);
    await friend.raw.until(() => said(friend).includes('green'));
    const nowhere = await pipe(linkTo(server), 'x\n', ['--room', 'nowhere']);
    expect(await nowhere.ended).toBe(1);
    expect(nowhere.err()).toContain('no such room');
  });

  it('an unknown key is not trusted unless that was said; a known one is kept', async () => {
    const server = await testServer();
    const data = ['--data', await dataFolder()];
    const unknown = await pipe(address(server), 'x\n', data);
    expect(await unknown.ended).toBe(4);
    expect(unknown.err()).toContain(safetyWords(server.facts.fingerprint, 'en').join(' '));
    const trusted = await pipe(address(server), 'x\n', [...data, '--trust-first-use']);
    expect(await trusted.ended).toBe(0);
    expect(trusted.err()).toContain(safetyWords(server.facts.fingerprint, 'en').join(' '));
    const again = await pipe(address(server), 'y\n', data);
    expect([await again.ended, again.err()]).toEqual([0, '']);
  });

  it('exits with 4 where another key answers than the known one, or than that of the invite', async () => {
    const server = await testServer();
    const data = ['--data', await dataFolder()];
    expect(await (await pipe(linkTo(server), 'x\n', data)).ended).toBe(0);
    const { port } = server;
    await server.stop();
    const other = await testServer({ port });
    const changed = await pipe(address(other), 'x\n', data);
    expect(await changed.ended).toBe(4);
    for (const { facts } of [server, other]) {
      expect(changed.err()).toContain(safetyWords(facts.fingerprint, 'en').join(' '));
    }
    const mismatch = await pipe(linkTo(other, server.facts.fingerprint), 'x\n', data);
    expect(await mismatch.ended).toBe(4);
    // the new invite is the way back
    expect(await (await pipe(linkTo(other), 'x\n', data)).ended).toBe(0);
    expect(await (await pipe(address(other), 'x\n', data)).ended).toBe(0);
    expect(other.people()).toBe(0);
  });

  it('exits with 3 where nobody is, and with 2 for what is no address', async () => {
    const server = await testServer();
    await server.stop();
    const nobody = await pipe(linkTo(server), 'x\n');
    expect(await nobody.ended).toBe(3);
    expect(nobody.err()).not.toBe('');
    expect(await (await pipe('not an address', 'x\n')).ended).toBe(2);
    expect(await (await pipe(linkTo(server), 'x\n', ['--name', '\u202e'])).ended).toBe(2);
  });

  it('asks for the password in words, and takes it from the environment', async () => {
    const server = await testServer({ password: 'hunter2' });
    const none = await pipe(linkTo(server), 'x\n');
    expect(await none.ended).toBe(1);
    expect(none.err()).toContain('SARANGBANG_PASSWORD');
    const wrong = await pipe(linkTo(server), 'x\n', [], { env: { SARANGBANG_PASSWORD: 'nope' } });
    expect(await wrong.ended).toBe(1);
    const right = await pipe(linkTo(server), 'x\n', [], {
      env: { SARANGBANG_PASSWORD: 'hunter2' },
    });
    expect(await right.ended).toBe(0);
  });

  it('a name that was asked for is not traded for another one', async () => {
    const server = await testServer();
    await join({ port: server.port, name: 'Ann', tls: true });
    const run = await pipe(linkTo(server), 'x\n', ['--name', 'ann']);
    expect(await run.ended).toBe(1);
    expect(run.err()).toContain('ann2');
  });

  it('stops at a line that is refused: what came before is said, what follows is not', async () => {
    const server = await testServer();
    const friend = await join({ port: server.port, name: 'friend' });
    const run = await pipe(linkTo(server), `good\n${'x'.repeat(4001)}\nnever\n`);
    expect(await run.ended).toBe(1);
    expect(run.err()).toContain('4000');
    const endless = await pipe(linkTo(server), 'y'.repeat(100_000));
    expect(await endless.ended).toBe(1);
    expect(endless.err()).toContain('Line 1');
    const marker = await pipe(linkTo(server), 'marker\n');
    expect(await marker.ended).toBe(0);
    await friend.raw.until(() => said(friend).includes('marker'));
    expect(said(friend)).toEqual(['good', 'marker']);
  });

  it('goes on after the server was away, and says nothing twice', async () => {
    const dataDir = await dataFolder();
    const before = await testServer({ dataDir });
    const { port } = before;
    const run = await pipe(linkTo(before), null);
    run.child.stdin.write('one\n');
    const friend = await join({ port, name: 'friend' });
    await friend.raw.until(() => said(friend).includes('one') || friend.welcome.hw === 0);
    await before.stop({ reason: 'restarting' });
    run.child.stdin.write('two\n');
    const after = await testServer({ dataDir, port });
    run.child.stdin.end('three\n');
    expect(await run.ended).toBe(0);
    const late = await join({ port: after.port, name: 'late' });
    const page = JSON.stringify(await late.run({ verb: 'history', room: 'lobby' }));
    expect(page.match(/"text":"(one|two|three)"/g)).toEqual(
      ['one', 'two', 'three'].map((text) => `"text":"${text}"`),
    );
  });

  it('listens: others are printed as text or JSON, and nobody can steer the terminal', async () => {
    const server = await testServer();
    const friend = await join({ port: server.port, name: '민수' });
    const listening = await pipe(linkTo(server), '', ['--listen', '--name', 'a']);
    const json = await pipe(linkTo(server), '', ['--json', '--name', 'b']);
    // both are in when both have been seen to come
    await friend.raw.until(
      () =>
        friend.raw.frames.filter(
          (f) => f.t === 'ev' && f.e.kind === 'joined' && f.e.name !== '민수',
        ).length === 2,
    );
    const speak = setInterval(() => void friend.post('hello\u001b[2J there'), 200);
    await listening.says(/\[#lobby\] \d\d:\d\d 민수: hello\[2J there\n/);
    await json.says(/"text":"hello/);
    clearInterval(speak);
    listening.child.kill('SIGTERM');
    json.child.kill('SIGINT');
    expect([await listening.ended, await json.ended]).toEqual([0, 0]);
    for (const line of json.out().trim().split('\n')) {
      expect(JSON.parse(line)).toMatchObject({ room: 'lobby' });
    }
    expect(listening.out()).not.toContain('\u001b');
  });

  it('without TLS nothing is sent unless that was accepted', async () => {
    const server = await testServer({ tls: false });
    const refused = await pipe(address(server), 'x\n');
    expect(await refused.ended).toBe(4);
    expect(refused.err()).toContain('--plain');
    const accepted = await pipe(address(server), 'x\n', ['--plain']);
    expect(await accepted.ended).toBe(0);
  });
});
