import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Command } from '../../../protocol/commands';
import { ERROR_CODES } from '../../../protocol/errors';
import { LOBBY } from '../../../protocol/ids';
import * as limits from '../../../protocol/limits';
import { LINE_MAX_BYTES } from '../../../protocol/limits';
import { SLASH_COMMANDS } from '../../../protocol/slash';
import { openTestHub, type TestHub } from '../../hub/test-support';
import type { Session } from '../../session/session';
import { Heartbeat } from '../../transport/heartbeat';
import { TUNING } from '../../tuning';
import type { Connection, GatewayContext, Peer } from '../gateway';
import { roomAndPassword } from './commands';
import { textGateway } from './index';
import { readTyped } from './typed';
import { en } from './words.en';
import { ko } from './words.ko';

/** A terminal without a socket. */
class Terminal {
  output = '';
  over = false;
  room = Number.POSITIVE_INFINITY;
  readonly peer: Peer;
  private read = 0;
  private waiting: (() => void)[] = [];

  constructor(context: GatewayContext, more: Partial<Connection> = {}) {
    const take = (bytes: Buffer) => {
      this.output += bytes.toString();
      for (const resolve of this.waiting.splice(0)) resolve();
    };
    const connection: Connection = {
      address: '127.0.0.1',
      port: 9001,
      encrypted: false,
      plainAllowed: true,
      queued: 0,
      traffic: () => ({ in: 0, out: 0 }),
      closed: false,
      queueLimit: 0,
      write: (bytes) => {
        if (this.output.length + bytes.length > this.room) return false;
        take(bytes);
        return true;
      },
      flush: () => {},
      pause: () => {},
      resume: () => {},
      admitted: () => {},
      end: (words) => {
        this.over = true;
        take(words ?? Buffer.alloc(0));
        queueMicrotask(() => this.peer.closed());
      },
      destroy: () => {},
      exportKeyingMaterial: () => null,
      ...more,
    };
    this.peer = textGateway.accept(connection, context);
  }

  type(text: string): void {
    this.peer.data(Buffer.from(text));
  }
  /** Resolves with everything since the last call, once `text` is in it. */
  async sees(text: string): Promise<string> {
    for (;;) {
      const fresh = this.output.slice(this.read);
      const at = fresh.indexOf(text);
      if (at >= 0) {
        this.read += at + text.length;
        return fresh.slice(0, at + text.length);
      }
      if (this.over) throw new Error(`over without ${JSON.stringify(text)}: ${this.output}`);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }
  async ends(): Promise<string> {
    while (!this.over) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.output;
  }
}

const heartbeats: Heartbeat[] = [];
afterEach(() => {
  for (const heartbeat of heartbeats.splice(0)) heartbeat.stop();
});

function open(options: Parameters<typeof openTestHub>[0] = {}) {
  const test = openTestHub(options);
  const heartbeat = new Heartbeat(60_000);
  heartbeats.push(heartbeat);
  const context = {
    hub: { ...test.hub },
    files: {} as never,
    server: { name: 'Class 3-2', version: '1' },
    fingerprint: '',
    epoch: '',
    heartbeat,
    succession: [],
    tuning: TUNING,
    log: (line: string) => test.lines.push(line),
  };
  return {
    ...test,
    context,
    terminal: (more?: Partial<Connection>) => new Terminal(context, more),
  };
}

async function inside(test: TestHub & { terminal(): Terminal }, name: string): Promise<Terminal> {
  const terminal = test.terminal();
  terminal.type(`/name ${name}\n`);
  await terminal.sees(`You are ${name} now.\n`);
  return terminal;
}

describe('coming in', () => {
  it('begins with the first line typed, not before', async () => {
    const test = open();
    const terminal = test.terminal();
    expect(terminal.output).toBe('');
    terminal.type('hel');
    expect(terminal.output).toBe('');
    terminal.type('lo\n');
    expect(await terminal.sees('/help')).toContain(
      'Welcome to Class 3-2. You are guest, in #lobby. Nobody else is here.',
    );
    expect(test.lines).toEqual([]);
  });
  it('speaks the language of the first line', async () => {
    const terminal = open().terminal();
    terminal.type('안녕하세요\n');
    await terminal.sees('guest 이름으로 #로비 대화방에 들어왔어요');
    terminal.type('/lang en\n');
    await terminal.sees('English it is.');
    terminal.type('/nope\n');
    await terminal.sees('There is no command /nope.');
  });
  it('says the first line to the room, and gives the second guest another name', async () => {
    const test = open();
    const first = await inside(test, 'ann');
    const second = test.terminal();
    second.type('hello\r\n');
    await first.sees('* guest joined\nguest: hello\n');
    const third = test.terminal();
    third.type('\n');
    await third.sees('You are guest2, in #lobby. 2 others are here.');
    // whoever ends lines with CR LF is answered alike
    await second.sees('* guest2 joined\r\n');
  });
  it('asks for the password of the server, and lets in with it', async () => {
    const terminal = open({ password: '열려라' }).terminal();
    terminal.type('hi\n');
    await terminal.sees('Type /password WORD to come in');
    await terminal.sees('that was not said');
    terminal.type('/password 닫혀라\n');
    await terminal.sees('That password is not right.');
    terminal.type('/password 열려라\nnow in\n/who\n');
    await terminal.sees('You are guest');
    await terminal.sees('In #lobby: 1\n  guest  terminal\n');
  });
  it('is over with q, /quit, or the end of what is typed', async () => {
    for (const bye of ['q\n', '/quit\r\n', 'Q\n']) {
      const terminal = open().terminal();
      terminal.type(`hi\n${bye}`);
      expect(await terminal.ends()).toMatch(/Goodbye\.\r?\n$/);
    }
    const test = open();
    const watching = await inside(test, 'ann');
    const piped = test.terminal();
    piped.type('one\ntwo');
    piped.peer.ended();
    expect(await piped.ends()).toMatch(/Goodbye\.\n$/);
    await watching.sees('guest: one\nguest: two\n* guest left\n');
  });
});

describe('in a room', () => {
  it('others are seen as NAME: text, each line of theirs; own lines are not echoed', async () => {
    const test = open();
    const minsu = await test.enter('minsu', { name: '민수' });
    const terminal = await inside(test, 'ann');
    terminal.type('hello\n');
    await minsu.until(() => minsu.lines.includes('lobby ann: hello'));
    await minsu.ok({ verb: 'post', room: LOBBY, text: 'first\n* ann left\n셋째' });
    expect(await terminal.sees('셋째\n')).toBe('민수: first\n민수: * ann left\n민수: 셋째\n');
  });
  it('shows the mark of a terminal to the app', async () => {
    const test = open();
    const minsu = await test.enter('minsu', { name: '민수' });
    await inside(test, 'ann');
    const ann = test.hub.membersOf(LOBBY).find(({ name }) => name === 'ann');
    expect(ann).toMatchObject({ wire: 'text', role: 'guest', verified: false });
    await minsu.until(() => minsu.events.some(({ wire }) => wire === 'text'));
  });
  it('rooms are made, listed, entered and left', async () => {
    const test = open();
    const ann = await inside(test, 'ann');
    const bob = await inside(test, 'bob');
    await ann.sees('* guest is now bob\n');
    bob.type('/create Study group\n/topic Exams on Friday\n');
    await bob.sees('You are in #Study group. Nobody else is here.');
    await bob.sees('The topic is set.');
    ann.type('/rooms\n/join study GROUP\n');
    expect(await ann.sees('You are in #Study group')).toContain(
      '> #lobby        2\n  #Study group  1  Exams on Friday\n',
    );
    await ann.sees(' 1 other is here. It is about: Exams on Friday\n');
    await bob.sees('* ann joined\n');
    ann.type('here\n/leave\nback\n');
    await bob.sees('ann: here\n* ann left\n');
    await ann.sees('You left #Study group.\nYou are in #lobby. 1 other is here.\n');
    bob.type('/join lobby\n/leave\nlost\n/who\n');
    await bob.sees('You left #lobby.\n');
    await bob.sees(en.noRoom);
  });
  it('the lobby has a name in each language, and is entered by any of them', async () => {
    const terminal = open().terminal();
    terminal.type('안녕하세요\n/create 모임\n');
    await terminal.sees('#모임 대화방이에요.');
    terminal.type('/rooms\n/join 로비\n');
    await terminal.sees('  #로비  1명\n');
    await terminal.sees('#로비 대화방이에요. 지금은 혼자예요.\n');
    terminal.type('/lang en\n/join 모임\n/join Lobby\n');
    await terminal.sees('You are in #lobby. Nobody else is here.\n');
    // a room of that very name is that room
    terminal.type('/create 로비\n/join 모임\n/join 로비\n/who\n');
    await terminal.sees('In #로비: 1\n');
  });
  it('only the room that one is in is heard, beside direct messages and being called', async () => {
    const test = open();
    const minsu = await test.enter('minsu', { name: '민수' });
    const ann = await inside(test, 'ann');
    ann.type('/create elsewhere\n');
    await ann.sees('You are in #elsewhere.');
    await minsu.ok({ verb: 'post', room: LOBBY, text: 'not for her' });
    await minsu.ok({ verb: 'post', room: LOBBY, text: '@ann 어디예요?' });
    const opened = await minsu.ok({ verb: 'direct', user: 'ann' });
    const { id } = opened.room as { id: string };
    await minsu.ok({ verb: 'post', room: id, text: 'psst' });
    expect(await ann.sees('psst\n')).toMatch(
      /\n\[#lobby\] 민수: @ann 어디예요\?\n민수 -> you: psst\n$/,
    );
    ann.type('/msg 민수 what?\n');
    await minsu.until(() => minsu.lines.includes(`${id} ann: what?`));
  });
  it('a password of a room is the last word of /join', async () => {
    const test = open();
    const minsu = await test.enter('minsu');
    await minsu.ok({ verb: 'create', name: 'a b', access: 'password', password: 'pw' });
    const ann = await inside(test, 'ann');
    ann.type('/join a b\n');
    await ann.sees(en.refused['password-required']({ code: 'password-required' }));
    ann.type('/join a b pw\n');
    await ann.sees('You are in #a b. 1 other is here.');
  });
  it('what happens in a room between entering it and the answer is not lost', async () => {
    const test = open();
    const minsu = await test.enter('minsu', { name: '민수' });
    const { room } = (await minsu.ok({ verb: 'create', name: 'busy' })) as { room: { id: string } };
    const ann = await inside(test, 'ann');
    const { submit } = test.context.hub;
    test.context.hub.submit = async (session: Session, command: Command) => {
      const reply = await submit(session, command);
      if (command.verb === 'join') {
        await minsu.ok({ verb: 'post', room: room.id, text: 'at once' });
        await minsu.until(() => minsu.lines.includes(`${room.id} 민수: at once`));
      }
      return reply;
    };
    ann.type('/join busy\n');
    expect(await ann.sees('at once\n')).toBe('You are in #busy. 1 other is here.\n민수: at once\n');
  });
  it('too long a line is dropped with a sentence, the next one is said', async () => {
    const test = open();
    const minsu = await test.enter('minsu');
    const ann = await inside(test, 'ann');
    ann.type(`${'x'.repeat(LINE_MAX_BYTES + 1)}\nfine\n`);
    await ann.sees(`${LINE_MAX_BYTES} bytes at most`);
    await minsu.until(() => minsu.lines.includes('lobby ann: fine'));
    ann.type(`${'x'.repeat(5000)}\n`);
    await ann.sees('longer than 4000 characters');
  });
  it('names are taken and refused with what to do next', async () => {
    const test = open();
    await test.enter('minsu', { name: '민수' });
    const ann = await inside(test, 'ann');
    ann.type('/name 민수\n');
    await ann.sees('Somebody is called that already. This is free: /name 민수2\n');
    ann.type('/name a\u202Eb\n/name\n/shutdown\n');
    await ann.sees('1 to 32 characters');
    await ann.sees(en.usage.name);
    await ann.sees('You may not do that here.');
  });
});

it('a visit goes as docs/PROTOCOL.md shows it', async () => {
  const doc = readFileSync(new URL('../../../docs/PROTOCOL.md', import.meta.url), 'utf8');
  const [, visit] = /^```terminal\n([\s\S]*?)^```$/m.exec(doc) ?? [];
  const lines = (visit ?? '').trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(10);
  const test = open();
  const minsu = await test.enter('minsu', { name: '민수' });
  const terminal = test.terminal();
  for (const line of lines) {
    if (line.startsWith('> ')) {
      terminal.type(`${line.slice(2)}\n`);
    } else if (line.startsWith('< ')) {
      const [name, text] = line.slice(2).split(': ') as [string, string];
      expect(name).toBe('민수');
      await minsu.ok({ verb: 'post', room: LOBBY, text });
      expect(await terminal.sees('\n')).toBe(`${line.slice(2)}\n`);
    } else {
      expect(await terminal.sees('\n')).toBe(`${line}\n`);
    }
  }
  const shown = lines
    .filter((line) => !line.startsWith('> '))
    .map((line) => line.replace(/^< /, ''));
  expect(await terminal.ends()).toBe(`${shown.join('\n')}\n`);
});

it('docs/wires/text.md names every command, and bounds that there are', () => {
  const page = readFileSync(new URL('../../../docs/wires/text.md', import.meta.url), 'utf8');
  for (const [, name] of page.matchAll(/`([A-Z]+_[A-Z_]+)`/g)) {
    expect(limits, name).toHaveProperty(name as string);
  }
  const rows = [...page.matchAll(/^\| (`.*?`) \|/gm)].map((row) => row[1] as string).join(' ');
  const named = new Set([...rows.matchAll(/`\/([a-z]+)/g)].map((match) => match[1]));
  const own = ['lang', 'password', 'history', 'find', 'search', 'quit'];
  expect([...named].sort()).toEqual([...SLASH_COMMANDS.map(({ name }) => name), ...own].sort());
  expect(page).toContain(
    `${limits.LINE_MAX_BYTES.toLocaleString('en')} bytes (\`LINE_MAX_BYTES\`)`,
  );
  expect(page).toContain(`the ${limits.TEXT_NAMED_LINES + 1}st line on (\`TEXT_NAMED_LINES\`)`);
  expect(limits.SEND_QUEUE_MAX_BYTES).toBe(96 * 1024);
  expect(limits.TEXT_HISTORY_MAX_BYTES).toBe(48 * 1024);
});

describe('/find', () => {
  it('shows what holds the words, in all of one’s rooms, and takes filters in both languages', async () => {
    let at = new Date(2026, 10, 21, 9, 5).getTime();
    const test = open({ now: () => (at += 10) });
    const minsu = await test.enter('minsu', { name: '민수' });
    await minsu.ok({ verb: 'post', room: LOBBY, text: '내일 회의 있어요' });
    const made = await minsu.ok({ verb: 'create', name: '보강' });
    const room = (made.room as { id: string }).id;
    await minsu.ok({ verb: 'post', room, text: '회의록 여기요' });
    const ann = await inside(test, 'ann');
    ann.type('/find 의\n');
    expect(await ann.sees('있어요\n')).toContain('09:05 민수: 내일 회의');
    ann.type('/join 보강\n/find from:민수 회의\n');
    await ann.sees('09:05 [#lobby] 민수: 내일 회의 있어요\n09:05 민수: 회의록 여기요\n');
    ann.type('/lang ko\n/search 보낸사람:지훈 회의\n');
    await ann.sees('찾은 이야기가 없어요.\n');
    ann.type('/find 방:없음 회의\n');
    await ann.sees('찾은 이야기가 없어요.\n');
    ann.type('/lang en\n/find\n');
    await ann.sees(en.usage.find);
  });
  it('says when there is more', async () => {
    const test = open();
    const minsu = await test.enter('minsu', { name: '민수' });
    for (let i = 0; i <= limits.TEXT_FIND_HITS; i += 1) {
      await minsu.ok({ verb: 'post', room: LOBBY, text: `${i}번째` });
    }
    const ann = await inside(test, 'ann');
    ann.type('/find 번째\n');
    const shown = await ann.sees(en.moreFound);
    expect(shown).toContain('20번째');
    expect(shown).not.toContain(' 0번째');
  });
});

describe('/history', () => {
  const said = async (count: number) => {
    const test = open({ now: () => new Date(2026, 10, 21, 9, 5).getTime() });
    const minsu = await test.enter('minsu', { name: '민수' });
    for (let i = 1; i <= count; i += 1) {
      await minsu.ok({ verb: 'post', room: LOBBY, text: `${i}번째` });
    }
    const ann = await inside(test, 'ann');
    return { test, minsu, ann };
  };

  it('shows the newest events of the room with their times, and goes on backwards', async () => {
    const { ann } = await said(30);
    ann.type('/history 4\n');
    // two of them are ann's own coming and naming
    await ann.sees('--- ');
    expect(await ann.sees('before.\n')).toBe(
      [
        'Sat, Nov 21, 2026 ---',
        '09:05 민수: 29번째',
        '09:05 민수: 30번째',
        '09:05 * guest joined',
        '09:05 * guest is now ann',
        '/history more shows what was before.\n',
      ].join('\n'),
    );
    ann.type('/history more\n');
    const older = (await ann.sees('before.\n')).trimEnd().split('\n');
    expect(older[1]).toBe('09:05 민수: 9번째');
    expect(older.at(-2)).toBe('09:05 민수: 28번째');
    ann.type('/lang ko\n/history 더\n');
    const oldest = await ann.sees('민수: 8번째\n');
    expect(oldest).toContain('--- 2026년 11월 21일 토요일 ---\n09:05 * 민수 님이 들어왔어요');
    ann.type('/history more\n');
    await ann.sees('그 앞에는 이야기가 없어요.\n');
  });

  it('is of the room one is in, from its end again after another room', async () => {
    const { ann } = await said(3);
    ann.type('/history 1\n/create 보강\n/history more\n');
    await ann.sees('before.\n');
    expect(await ann.sees('* ann joined\n')).toContain('* ann made this room');
    ann.type('/leave\n/leave\n/history\n');
    await ann.sees(en.noRoom);
  });

  it('wants a number', async () => {
    const { ann } = await said(1);
    for (const wrong of ['0', '-1', '1.5', 'all', '9'.repeat(400)]) {
      ann.type(`/history ${wrong}\n`);
      await ann.sees(en.usage.history);
    }
  });

  it('is bounded in bytes, and leaves nothing out over several pages', async () => {
    const { ann, minsu } = await said(0);
    const sent = Array.from({ length: 40 }, (_, i) => `${i} ${'가'.repeat(3000)}`);
    for (const text of sent) await minsu.ok({ verb: 'post', room: LOBBY, text });
    await ann.sees(`${sent.at(-1)}\n`);
    const found: string[] = [];
    for (let page = 0; page < 40 && found.length < 40; page += 1) {
      ann.type(page === 0 ? '/history 200\n/lang en\n' : '/history more\n/lang en\n');
      const lines = (await ann.sees(`${en.languageChosen}\n`)).split('\n');
      expect(Buffer.byteLength(lines.join('\n'))).toBeLessThan(60_000);
      const texts = lines.filter((line) => line.includes('가가'));
      found.unshift(...texts.map((line) => line.replace('09:05 민수: ', '')));
    }
    expect(found).toEqual(sent);
  });
});

describe('limits', () => {
  it('a message of thousands of lines costs a terminal no more than its bytes', async () => {
    const test = open();
    const minsu = await test.enter('minsu', { name: '가'.repeat(32) });
    const ann = await inside(test, 'ann');
    ann.room = ann.output.length + 20_000;
    const text = Array.from({ length: 1990 }, (_, i) => `${i % 10}`).join('\n');
    await minsu.ok({ verb: 'post', room: LOBBY, text });
    await minsu.ok({ verb: 'post', room: LOBBY, text: 'end' });
    const shown = (await ann.sees('end\n')).split('\n');
    expect(shown).toHaveLength(1990 + 2);
    expect(shown[19]).toMatch(/^가+: 9$/);
    expect(shown[20]).toBe('| 0');
  });
  it('who types too fast waits, and loses nothing', async () => {
    const test = open({ rateLimit: true });
    const minsu = await test.enter('minsu');
    const ann = await inside(test, 'ann');
    const said = Array.from({ length: 14 }, (_, i) => `line ${i}`);
    ann.type(`${said.join('\n')}\n`);
    await ann.sees('Too fast. Your next line goes out in');
    await minsu.until(() => minsu.lines.includes('lobby ann: line 13'));
    expect(minsu.lines.filter((line) => line.startsWith('lobby ann: '))).toEqual(
      said.map((line) => `lobby ann: ${line}`),
    );
  });
  it('who does not read is closed with a reason, and the others are not held up', async () => {
    const test = open();
    const minsu = await test.enter('minsu');
    const ann = await inside(test, 'ann');
    ann.room = ann.output.length + 100;
    for (let i = 0; i < 10; i += 1) {
      await minsu.ok({ verb: 'post', room: LOBBY, text: `message ${i}` });
    }
    expect(await ann.ends()).toMatch(/too far behind, so the connection ends/);
    await minsu.until(() => minsu.lines.includes('lobby -ann'));
  });
  it('who is gone before the door opened leaves nothing behind', async () => {
    const test = open();
    const terminal = test.terminal();
    terminal.type('hi\n');
    terminal.peer.closed();
    const minsu = await test.enter('minsu');
    await minsu.ok({ verb: 'post', room: LOBBY, text: 'anybody?' });
    expect(test.hub.people()).toBe(1);
    expect(test.hub.membersOf(LOBBY)).toHaveLength(1);
  });
  it('a closing server says so', async () => {
    const test = open();
    const ann = await inside(test, 'ann');
    const silent = test.terminal();
    silent.peer.stop('closed', '민수');
    expect(silent.output).toBe('');
    await test.hub.stop('closed', '민수');
    expect(await ann.ends()).toMatch(/민수 closed the server\. Goodbye\.\n$/);
  });
});

describe('words', () => {
  it('have the particles that names ask for', () => {
    expect(ko.nowCalled('나그네')).toBe('이제 이름은 나그네예요.');
    expect(ko.nowCalled('길동')).toBe('이제 이름은 길동이에요.');
    const renamed = { name: '', old: '민수' } as Parameters<typeof ko.event.renamed>[0];
    expect(ko.event.renamed({ ...renamed, name: '지훈' })).toContain('지훈으로 바꿨어요');
    expect(ko.event.renamed({ ...renamed, name: '보길' })).toContain('보길로 바꿨어요');
  });
  it('tell whoever comes in what the host has to say, and nobody else', async () => {
    const test = open({ password: '열려라' });
    test.context.server = { name: 'Class', version: '1', motd: '오늘은 3시까지예요' } as never;
    const terminal = test.terminal();
    terminal.type('hi\n');
    expect(await terminal.sees('was not said.\n')).not.toContain('3시');
    terminal.type('/password 열려라\n');
    await terminal.sees('Nobody else is here.\n오늘은 3시까지예요\nWhat you type');
  });

  it('has a sentence for every refusal and a handler for every command, in both languages', () => {
    for (const words of [ko, en]) {
      for (const code of ERROR_CODES) {
        const sentence = words.refused[code]({ code, retryAfterMs: 1500, suggestion: 'x2' });
        expect(sentence).toMatch(/[.A-Z!?2]$/);
        expect(sentence).not.toMatch(/undefined|NaN/);
      }
      const help = words.help.join('\n');
      const order = words.moderatorHelp.join('\n');
      for (const { name, ...more } of SLASH_COMMANDS) {
        if (name === 'help' || 'hostOnly' in more) continue;
        expect('moderators' in more ? order : help).toContain(`/${name}`);
      }
    }
    expect(ko.refused['slow-down']({ code: 'slow-down', retryAfterMs: 1500 })).toContain('2초');
    expect(Object.keys(ko).sort()).toEqual(Object.keys(en).sort());
  });
});

it.each([
  ['', { kind: 'nothing' }],
  ['  ', { kind: 'nothing' }],
  ['q', { kind: 'quit' }],
  ['quit', { kind: 'text', text: 'quit' }],
  ['/lang ko', { kind: 'language', args: 'ko' }],
  ['/password a b', { kind: 'password', args: 'a b' }],
  [' /who', { kind: 'command', name: 'who', args: '' }],
  ['  x', { kind: 'text', text: '  x' }],
  ['//q', { kind: 'text', text: '/q' }],
])('%j is read as %j', (line, expected) => {
  expect(readTyped(line)).toEqual(expected);
});

it('/join finds the room in what is typed', () => {
  const rooms = [{ name: 'a' }, { name: 'a b' }];
  expect(roomAndPassword('#A b', rooms)).toEqual({ room: '#A b' });
  expect(roomAndPassword('a b c', rooms)).toEqual({ room: 'a b', password: 'c' });
  expect(roomAndPassword('a c', rooms)).toEqual({ room: 'a', password: 'c' });
  expect(roomAndPassword('new room', rooms)).toEqual({ room: 'new room' });
});
