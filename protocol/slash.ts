/** Slash commands, the same in the composer, in nc and in the terminal client. */

export const SLASH_COMMANDS = [
  { name: 'help', args: 'none' },
  { name: 'name', args: 'name' },
  { name: 'rooms', args: 'none' },
  { name: 'create', args: 'room' },
  { name: 'join', args: 'room' },
  { name: 'leave', args: 'none' },
  { name: 'topic', args: 'text' },
  { name: 'msg', args: 'user-text' },
  { name: 'invite', args: 'name' },
  { name: 'who', args: 'none' },
  { name: 'shutdown', args: 'none', hostOnly: true },
] as const satisfies readonly SlashCommand[];

interface SlashCommand {
  name: string;
  args: 'none' | 'text' | 'room' | 'name' | 'user-text';
  hostOnly?: true;
}
export type SlashName = (typeof SLASH_COMMANDS)[number]['name'];

export type Slash =
  | { kind: 'text'; text: string }
  | { kind: 'command'; name: SlashName; args: string }
  | { kind: 'unknown'; name: string };

const isName = (name: string): name is SlashName => SLASH_COMMANDS.some((c) => c.name === name);

/**
 * Reads a line. `//` escapes a slash; a slash that no letter follows is text, and so is a path
 * such as `/usr/bin`.
 */
export function parseSlash(line: string): Slash {
  if (line.startsWith('//')) return { kind: 'text', text: line.slice(1) };
  const match = /^\/(\p{L}[\p{L}\p{N}-]*)(?:\s+([\s\S]*))?$/u.exec(line);
  if (!match) return { kind: 'text', text: line };
  const name = (match[1] as string).toLowerCase();
  if (!isName(name)) return { kind: 'unknown', name };
  return { kind: 'command', name, args: (match[2] ?? '').trim() };
}

/** `/msg NAME text`: a name with spaces is put in quotes, or is the longest known one. */
export function splitUserText(
  args: string,
  names: readonly string[] = [],
): { user: string; text: string } | null {
  const quoted = /^"([^"]+)"\s+([\s\S]+)$/.exec(args);
  if (quoted) return { user: quoted[1] as string, text: quoted[2] as string };
  const trimmed = args.replace(/^@/, '');
  const known = [...names]
    .sort((a, b) => b.length - a.length)
    .find((name) => trimmed.toLowerCase().startsWith(`${name.toLowerCase()} `));
  if (known) return { user: known, text: trimmed.slice(known.length + 1).trim() };
  const match = /^(\S+)\s+([\s\S]+)$/.exec(trimmed);
  return match ? { user: match[1] as string, text: (match[2] as string).trim() } : null;
}
