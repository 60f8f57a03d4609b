/** What Tab makes of a line: commands, rooms and people. */
import { disassemble } from 'es-hangul';
import { SLASH_COMMANDS } from '../../../protocol/slash';

export interface Known {
  /** As they are typed. */
  rooms: readonly string[];
  people: readonly string[];
  /** What a path that was begun may go on as, and the part of it that those take the place of. */
  paths?: (begun: string) => [string[], string];
}

export const COMMAND_NAMES: readonly string[] = [
  ...SLASH_COMMANDS.map(({ name }) => name),
  'history',
  'find',
  'send',
  'get',
  'lang',
  'quit',
];

/** Candidates, and the end of the line that they would take the place of. */
export function complete(line: string, { rooms, people, paths }: Known): [string[], string] {
  const command = /^\/(\S*)$/.exec(line);
  if (command) {
    const names = COMMAND_NAMES.filter((name) => begins(name, command[1] as string));
    return [names.map((name) => `/${name} `), line];
  }
  const argument = /^\/(\w+)\s+(.*)$/s.exec(line);
  const [, name, begun = ''] = argument ?? [];
  if (name === 'join') {
    const bare = begun.replace(/^#/, '');
    return [rooms.filter((room) => begins(room, bare)), begun];
  }
  if (name === 'send' && paths) return paths(begun);
  const folder = name === 'get' && /^#?\d+\s+(.*)$/s.exec(begun)?.[1];
  if (typeof folder === 'string' && paths) return paths(folder);
  if (name === 'msg')
    return [people.filter((one) => begins(one, bareName(begun))).map(quoted), begun];
  if (name === 'invite') return [people.filter((one) => begins(one, bareName(begun))), begun];
  const mention = /(?:^|\s)(@(\S*))$/.exec(line);
  if (mention) {
    const found = people.filter((one) => begins(one, mention[2] as string));
    return [found.map((one) => `@${one} `), mention[1] as string];
  }
  return [[], line];
}

const bareName = (text: string): string => text.replace(/^["@]/, '');
/** Names with spaces are told apart from the text by quotes. */
const quoted = (name: string): string => (/\s/.test(name) ? `"${name}" ` : `${name} `);

/** Letter by letter, in Hangul too: "김ㅁ" is on the way to 김민수. */
const begins = (whole: string, begun: string): boolean => letters(whole).startsWith(letters(begun));
const letters = (text: string): string => disassemble(text.normalize('NFC').toLowerCase());
