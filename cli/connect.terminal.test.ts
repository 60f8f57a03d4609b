import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFaultProxy } from '../client/testing/fault-proxy';
import { formatInvite } from '../protocol/invite';
import { safetyWords } from '../protocol/safety-words';
import { freePort } from '../server/testing/free-port';
import { join } from '../server/testing/native-client';
import { dataFolder, type TestServer, testServer } from '../server/testing/test-server';
import { share } from '../server/testing/transfers';
import { portOf, sarangbang } from './testing/run';
import { KEYS, type Terminal, terminal } from './testing/terminal';

const { enter, tab, up, left, ctrlC, ctrlD } = KEYS;

const linkTo = ({ port, facts: { fingerprint } }: TestServer) =>
  formatInvite({ hosts: [{ host: '127.0.0.1', port }], fingerprint });

async function visit(
  server: TestServer,
  args: string[] = [],
  options: Parameters<typeof terminal>[1] = {},
): Promise<Terminal> {
  const data = args.includes('--data') ? [] : ['--data', await dataFolder()];
  const one = terminal(['connect', linkTo(server), ...data, '--name', '민수', ...args], options);
  await one.shows(/#(lobby|로비)> $|#(lobby|로비)>$/);
  return one;
}

/** The last row with text, and where the cursor stands in it. */
const typed = ({ drawn }: Terminal) => drawn.rows.at(-1) ?? '';

describe('connect in a terminal', () => {
  it('keeps what is being typed when lines come in, wide characters and cursor too', async () => {
    const server = await testServer();
    const friend = await join({ port: server.port, name: 'friend' });
    const me = await visit(server, [], { columns: 40 });
    const text = '이것은 한 줄에 다 들어가지 않는 아주 긴 한글 문장이에요 abc';
    me.type(text);
    await me.shows(/abc$/);
    me.type(left.repeat(4));
    for (let i = 0; i < 5; i += 1)
      await friend.post(`incoming ${i} 들어오는 글 ${'~'.repeat(i * 15)}`);
    await me.shows(/incoming 4/);
    // typed in the middle of what was there, where the cursor was left
    me.type('!');
    await me.shows('이에요! abc');
    const shown = me.drawn.text;
    for (let i = 0; i < 5; i += 1) expect(shown.split(`incoming ${i}`)).toHaveLength(2);
    expect(shown.split('#lobby>')).toHaveLength(2);
    me.type(enter);
    await friend.raw.until(() =>
      friend.texts.includes('이것은 한 줄에 다 들어가지 않는 아주 긴 한글 문장이에요! abc'),
    );
    await me.shows(/민수: 이것은[\s\S]*\n#lobby>$/);
    expect(typed(me)).toBe('#lobby>');
    expect(me.drawn.cursor.column).toBe('#lobby> '.length);
    expect(me.drawn.text.split('이것은')).toHaveLength(2);
  });

  it('a line that fills the width to the last column leaves nothing behind', async () => {
    const server = await testServer();
    const me = await visit(server, [], { columns: 40 });
    for (const text of [
      'x'.repeat(40 - '#lobby> '.length),
      `${'가'.repeat(16)}`,
      '나'.repeat(35),
    ]) {
      me.type(text + enter);
      await me.shows(new RegExp(`민수: ${text.slice(0, 10)}[\\s\\S]*#lobby>$`));
    }
    const prompts = me.drawn.rows.filter((row) => row.startsWith('#lobby>'));
    expect(prompts).toEqual(['#lobby>']);
  });

  it('completes commands, rooms and names, Hangul letter by letter', async () => {
    const server = await testServer();
    const friend = await join({ port: server.port, name: '김민수' });
    await friend.run({ verb: 'create', name: '보강 수업', access: 'open' });
    const me = await visit(server);
    me.type(`/jo${tab}`);
    await me.shows('/join');
    me.type(`보ㄱ${tab}`);
    await me.shows('/join 보강 수업');
    me.type(enter);
    await me.shows('── #보강 수업 · ');
    me.type(`hi @김ㅁ${tab}`);
    await me.shows('hi @김민수');
    me.type(`you${enter}`);
    await friend.raw.until(() => friend.texts.includes('hi @김민수 you'));
  });

  it('brings back what was typed, but never a password', async () => {
    const server = await testServer({ password: 'hunter2' });
    const me = terminal(['connect', linkTo(server), '--data', await dataFolder(), '--name', 'a']);
    await me.shows(/Password: ?$/);
    me.type(`wrong${enter}`);
    await me.shows('not right');
    me.type(`hunter2${enter}`);
    await me.shows(/#lobby>$/);
    expect(me.drawn.raw).not.toMatch(/hunter2|wrong/);
    me.type(`first${enter}second${enter}`);
    await me.shows('a: second');
    me.type(up);
    await me.shows(/#lobby> second$/);
    me.type(up);
    await me.shows(/#lobby> first$/);
    me.type(up + up);
    // there is nothing older, and no password among it
    me.type('!');
    await me.shows(/#lobby> !$/);
    me.type(ctrlC);
    await me.shows(/#lobby>$/);
    me.type(ctrlD);
    expect(await me.ended).toBe(0);
  });

  it('shows the safety words on a first visit and asks; only a yes goes on', async () => {
    const server = await testServer();
    const data = await dataFolder();
    const address = `127.0.0.1:${server.port}`;
    const args = ['connect', address, '--data', data, '--name', '민수'];
    const korean = { env: { LC_ALL: 'ko_KR.UTF-8' } };
    const no = terminal(args, korean);
    await no.shows('(y/N)');
    expect(no.drawn.text).toContain(safetyWords(server.facts.fingerprint, 'ko').join(' '));
    no.type(enter);
    expect(await no.ended).toBe(4);
    expect(server.people()).toBe(0);
    const yes = terminal(args, korean);
    await yes.shows('(y/N)');
    yes.type(`y${enter}`);
    await yes.shows(/#로비>$/);
    yes.type(`/quit${enter}`);
    expect(await yes.ended).toBe(0);
    const known = JSON.parse(await readFile(path.join(data, 'known-servers.json'), 'utf8'));
    expect(known.servers[0]).toMatchObject({
      fingerprint: server.facts.fingerprint,
      myName: '민수',
    });
    const again = terminal(args, korean);
    await again.shows(/#로비>$/);
    expect(again.drawn.text).not.toContain('(y/N)');
  });

  it('refuses a key that changed, with the words of before and now', async () => {
    const server = await testServer();
    const data = await dataFolder();
    const args = ['connect', `127.0.0.1:${server.port}`, '--data', data];
    const first = terminal(args);
    await first.shows('(y/N)');
    first.type(`y${enter}`);
    await first.shows(/#lobby>$/);
    first.type(ctrlD);
    await first.ended;
    await server.stop();
    const other = await testServer({ port: server.port });
    const second = terminal(args);
    expect(await second.ended).toBe(4);
    for (const { facts } of [server, other]) {
      expect(second.drawn.text).toContain(safetyWords(facts.fingerprint, 'en').join(' '));
    }
    expect(other.people()).toBe(0);
  });

  it('says what waits in other rooms, and shows it there with what is new', async () => {
    const server = await testServer();
    const friend = await join({ port: server.port, name: 'friend' });
    await friend.run({ verb: 'create', name: '둘째', access: 'open' });
    const me = await visit(server);
    me.type(`/join 둘째${enter}`);
    await me.shows('#둘째>');
    me.type(`/join lobby${enter}`);
    await me.shows(/#lobby>$/);
    const { rooms } = friend.raw.frames.flatMap((f) => (f.t === 'rooms' ? [f] : []))[0] ?? {
      rooms: [],
    };
    const created = friend.raw.frames.flatMap((f) => (f.t === 'rooms' ? f.rooms : []));
    const second = [...rooms, ...created].find(({ name }) => name === '둘째')?.id ?? '';
    await friend.run({ verb: 'post', room: second, text: 'one' });
    await me.shows(/#lobby · #둘째 1>$/);
    await friend.run({ verb: 'post', room: second, text: 'look @민수야' });
    await me.shows(/\[#둘째\] \d\d:\d\d friend: look @민수야/);
    await me.shows(/#lobby · #둘째 @1>$/);
    me.type(`/join #둘째${enter}`);
    await me.shows(/── new ──\n\d\d:\d\d friend: one\n\d\d:\d\d friend: look @민수야\n#둘째>$/);
  });

  it('writes to one person, and shows what they answer wherever one is', async () => {
    const server = await testServer();
    const friend = await join({ port: server.port, name: '김 철수' });
    const me = await visit(server);
    me.type(`/msg 김${tab}`);
    await me.shows('/msg "김 철수"');
    me.type(`비밀${enter}`);
    await me.shows(/you → 김 철수: 비밀/);
    await friend.raw.until(() => friend.texts.includes('비밀'));
    const at = friend.raw.frames.flatMap((f) =>
      f.t === 'ev' && f.e.kind === 'posted' && f.e.text === '비밀' ? [f.e.room] : [],
    )[0] as string;
    await friend.run({ verb: 'post', room: at, text: '알았어' });
    await me.shows(/김 철수 → you: 알았어/);
    await me.shows(/#lobby>$/);
  });

  it('knows the other commands', async () => {
    const server = await testServer({ name: '우리 방', motd: '오늘은 쉬어요' });
    const friend = await join({ port: server.port, name: 'friend' });
    for (let i = 0; i < 30; i += 1) await friend.post(`old ${i}`);
    const me = await visit(server);
    expect(me.drawn.text).toContain('\n오늘은 쉬어요\n');
    expect(me.drawn.text).not.toContain('old 5\n');
    me.type(`/history 30${enter}`);
    await me.shows('friend: old 5\n');
    me.type(`/find from:friend d 17${enter}`);
    await me.shows(/friend: old 17\n[^\n]*\n?#lobby>$/);
    me.type(`/find 없는 말${enter}`);
    await me.shows('Nothing was found.');
    me.type(`/who${enter}`);
    await me.shows(/● friend\n● 민수/);
    me.type(`/create 새 방${enter}`);
    await me.shows(/#새 방>$/);
    me.type(`/topic 오늘은 7시${enter}`);
    await me.shows('* 민수 set the topic: 오늘은 7시');
    me.type(`/rooms${enter}`);
    await me.shows(/· #lobby {2}2 here\n> #새 방 {2}1 here {2}오늘은 7시/);
    me.type(`/leave${enter}`);
    await me.shows(/You left #새 방\.[\s\S]*#lobby>$/);
    me.type(`/name 영희${enter}`);
    await me.shows('You are 영희 now.');
    me.type(`/invite${enter}`);
    await me.shows(`sarangbang://127.0.0.1:${server.port}/?k=`);
    me.type(`/shutdown${enter}`);
    await me.shows('You may not do that here');
    me.type(`/dance${enter}//dance${enter}`);
    await me.shows('There is no command /dance');
    await friend.raw.until(() => friend.texts.includes('/dance'));
    me.type(`/lang ko${enter}/help${enter}`);
    await me.shows('이름 바꾸기');
    await me.shows(/#로비>$/);
    me.type(`/quit${enter}`);
    expect(await me.ended).toBe(0);
    expect(server.people()).toBe(1);
  });

  it('comes back by itself; what was typed and said meanwhile is not lost', async () => {
    const dataDir = await dataFolder();
    const server = await testServer({ dataDir });
    const me = await visit(server);
    me.type('draft');
    await me.shows(/#lobby> draft$/);
    await server.stop();
    await me.shows(/#lobby · not connected> draft$/);
    me.type(` while away${enter}`);
    await me.shows('not connected, not sent yet: 1>');
    const back = await testServer({ dataDir, port: server.port });
    await me.shows(/민수: draft while away/);
    await me.shows(/Connected again\./);
    await me.shows(/#lobby>$/);
    const friend = await join({ port: back.port, name: 'friend' });
    const page = JSON.stringify(await friend.run({ verb: 'history', room: 'lobby' }));
    expect(page.split('draft while away')).toHaveLength(2);
  });

  it('sends files and saves them by their numbers, under names that harm nobody', async () => {
    const server = await testServer();
    const [data, folder] = [await dataFolder(), await dataFolder()];
    const me = await visit(server, ['--data', data], { columns: 100 });
    const bytes = Buffer.alloc(300_000, 'sarangbang ');
    await writeFile(path.join(folder, 'my poster.bin'), bytes);
    me.type(`/send ${folder}/my${tab}`);
    await me.shows('my\\ poster.bin');
    me.type(enter);
    await me.shows('Sending my poster.bin 293KB');
    await me.shows('[file 1: my poster.bin 293KB]');
    const friend = await join({ port: server.port, name: 'friend' });
    await share(friend, server.port, { name: '../../.bashrc\u202Egnp', bytes: Buffer.from('x') });
    await me.shows('[file 2: .._.._.bashrcgnp 1B]');
    me.type(`/get 1 ${folder}${enter}`);
    await me.shows(/Saved: .*my poster \(2\)\.bin\n/);
    expect(await readFile(path.join(folder, 'my poster (2).bin'))).toEqual(bytes);
    me.type(`/get 2 ${folder}${enter}`);
    await me.shows(/Saved: .*bashrcgnp\n/);
    expect((await readdir(folder)).sort()).toEqual([
      ...['_.._.bashrcgnp', 'my poster (2).bin', 'my poster.bin'],
    ]);
    me.type(`/get 3${enter}/get${enter}/send ${folder}${enter}/get 1 /no/such${enter}`);
    await me.shows('There is no folder /no/such.');
    expect(me.drawn.text).toContain('No file here has the number 3.');
    expect(me.drawn.text).toContain('/get N [FOLDER]');
    expect(me.drawn.text).toContain(`There is no file ${folder} that can be read.`);
  });

  it('says how far a file is, and leaves no part behind when it is left', async () => {
    const server = await testServer();
    const proxy = await createFaultProxy({ target: { host: '127.0.0.1', port: server.port } });
    onTestFinished(() => proxy.close());
    const folder = await dataFolder();
    const friend = await join({ port: server.port, name: 'friend' });
    await share(friend, server.port, { name: 'film.bin', bytes: Buffer.alloc(8 * 1024 ** 2, 7) });
    const me = await visit({ ...server, port: proxy.port }, [], { columns: 80 });
    await me.shows('[file 1: film.bin 8MB]');
    proxy.delay(30);
    me.type(`/get 1 ${folder}${enter}`);
    await me.shows(/#lobby · film\.bin [1-9]\d?%>$/);
    expect(await readdir(folder)).toEqual(['film.bin.part']);
    proxy.stall();
    me.type(ctrlD);
    expect(await me.ended).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it('follows a server that opens at another address, by its key', async () => {
    const lan = { env: { SARANGBANG_LAN_PORT: `${await freePort()}` } };
    const serve = ['serve', '--host', '0.0.0.0', '--port', '0', '--data', await dataFolder()];
    const before = sarangbang(serve, lan);
    const link = await before.fact('invite');
    const me = terminal(['connect', link, '--data', await dataFolder(), '--name', '민수'], lan);
    await me.shows(/#lobby>$/);
    before.child.kill('SIGTERM');
    await me.shows(/#lobby · not connected>$/);
    expect(await before.ended).toBe(0);
    const after = sarangbang(serve, lan);
    expect(await portOf(after)).not.toBe(await portOf(before));
    await me.shows(/Connected again\.\n#lobby>$/);
  });

  it('a second terminal of the same user is a guest beside the first', async () => {
    const server = await testServer();
    const data = ['--data', await dataFolder()];
    const first = await visit(server, data);
    const second = terminal(['connect', linkTo(server), ...data, '--name', '영희']);
    await second.shows(/#lobby>$/);
    second.type(`hi${enter}`);
    await first.shows('영희: hi');
    expect(server.people()).toBe(2);
  });

  it('draws no colours where they are not wanted, and none of what others send', async () => {
    const server = await testServer();
    const me = await visit(server, [], { env: { NO_COLOR: '1' } });
    const friend = await join({ port: server.port, name: 'friend' });
    await friend.post('\u001b[31mred\u001b]0;title\u0007');
    await me.shows(/friend: \[31mred\]0;title\n#lobby>$/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escapes begin with one
    expect(me.drawn.raw).not.toMatch(/\u001b\[[\d;]*m|\u001b\]/);
  });
});
