/** What a line means here: the shared slash commands, and the few that only a terminal needs. */
import { parseSlash, type Slash } from '../../../protocol/slash';

export type Typed =
  | Slash
  | { kind: 'nothing' }
  | { kind: 'quit' }
  | { kind: 'language'; args: string }
  | { kind: 'password'; args: string };

export function readTyped(line: string): Typed {
  const trimmed = line.trim();
  if (trimmed === '') return { kind: 'nothing' };
  if (/^(q|\/q|\/quit|\/exit|\/bye)$/i.test(trimmed)) return { kind: 'quit' };
  const own = /^\/(lang|password)(?:\s+(.*))?$/i.exec(trimmed);
  if (own) {
    const kind = own[1]?.toLowerCase() === 'lang' ? 'language' : 'password';
    return { kind, args: (own[2] ?? '').trim() };
  }
  // spaces before a command are nobody's intention; before a text they may be
  return parseSlash(trimmed.startsWith('/') ? trimmed : line);
}
