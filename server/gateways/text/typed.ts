/** What a line means here: the shared slash commands, and the few that only a terminal needs. */
import { parseSlash, type Slash } from '../../../protocol/slash';

export type Typed =
  | Slash
  | { kind: 'nothing' }
  | { kind: 'quit' }
  | { kind: 'language'; args: string }
  | { kind: 'password'; args: string }
  | { kind: 'history'; args: string }
  | { kind: 'find'; args: string };

const OWN: Readonly<Record<string, 'language' | 'password' | 'history' | 'find'>> = {
  lang: 'language',
  password: 'password',
  history: 'history',
  find: 'find',
  search: 'find',
};

export function readTyped(line: string): Typed {
  const trimmed = line.trim();
  if (trimmed === '') return { kind: 'nothing' };
  if (/^(q|\/q|\/quit|\/exit|\/bye)$/i.test(trimmed)) return { kind: 'quit' };
  const own = /^\/(lang|password|history|find|search)(?:\s+(.*))?$/i.exec(trimmed);
  const kind = OWN[own?.[1]?.toLowerCase() ?? ''];
  if (kind) return { kind, args: (own?.[2] ?? '').trim() };
  // spaces before a command are nobody's intention; before a text they may be
  return parseSlash(trimmed.startsWith('/') ? trimmed : line);
}
