/** The words of the terminal, what of them docs/ shows, and how a typed line is read. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../protocol/errors';
import { LOBBY } from '../../../protocol/ids';
import * as limits from '../../../protocol/limits';
import { SLASH_COMMANDS } from '../../../protocol/slash';
import { roomAndPassword } from './commands';
import { open } from './text-test-support';
import { readTyped } from './typed';
import { en } from './words.en';
import { ko } from './words.ko';

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
