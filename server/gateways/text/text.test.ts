import { describe, expect, it } from 'vitest';
import type { Command } from '../../../protocol/commands';
import { LOBBY } from '../../../protocol/ids';
import { LINE_MAX_BYTES } from '../../../protocol/limits';
import type { Session } from '../../session/session';
import { inside, open } from './text-test-support';
import { en } from './words.en';

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
