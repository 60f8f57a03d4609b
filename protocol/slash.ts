/**
 * Slash commands, the same in the composer, in nc and in the terminal client. Their arguments have
 * kinds, so that a composer can complete them from real rooms and people and say what is missing.
 */

/** What an argument is. The last argument of a command takes the rest of the line. */
export type ArgKind = 'user' | 'room' | 'number' | 'choice' | 'text';

export interface SlashArg {
  kind: ArgKind;
  /** What it is called in a signature, as a key of the catalogs: "/msg NAME TEXT". */
  label: 'name' | 'newName' | 'room' | 'newRoom' | 'text' | 'topic' | 'reason' | 'minutes';
  optional?: true;
  choices?: readonly string[];
}

export interface SlashCommand {
  name: string;
  args: readonly SlashArg[];
  /** Offered to the host, or to the host and moderators, only; the server decides. */
  hostOnly?: true;
  moderators?: true;
}

const SPAN_AND_REASON = [
  { kind: 'user', label: 'name' },
  { kind: 'number', label: 'minutes', optional: true },
  { kind: 'text', label: 'reason', optional: true },
] as const;

/** One line each; every place that carries them out has a table of all of their names. */
export const SLASH_COMMANDS = [
  { name: 'help', args: [] },
  { name: 'name', args: [{ kind: 'text', label: 'newName' }] },
  { name: 'rooms', args: [] },
  { name: 'create', args: [{ kind: 'text', label: 'newRoom' }] },
  { name: 'join', args: [{ kind: 'room', label: 'room' }] },
  { name: 'leave', args: [] },
  { name: 'topic', args: [{ kind: 'text', label: 'topic', optional: true }] },
  {
    name: 'msg',
    args: [
      { kind: 'user', label: 'name' },
      { kind: 'text', label: 'text' },
    ],
  },
  { name: 'invite', args: [{ kind: 'user', label: 'name', optional: true }] },
  { name: 'who', args: [] },
  { name: 'hand', args: [] },
  { name: 'look', args: [], moderators: true },
  {
    name: 'kick',
    args: [
      { kind: 'user', label: 'name' },
      { kind: 'text', label: 'reason', optional: true },
    ],
    moderators: true,
  },
  { name: 'ban', args: SPAN_AND_REASON, moderators: true },
  { name: 'mute', args: SPAN_AND_REASON, moderators: true },
  { name: 'unmute', args: [{ kind: 'user', label: 'name' }], moderators: true },
  { name: 'approve', args: [{ kind: 'text', label: 'name', optional: true }], moderators: true },
  { name: 'decline', args: [{ kind: 'text', label: 'name', optional: true }], moderators: true },
  { name: 'shutdown', args: [], hostOnly: true },
] as const satisfies readonly SlashCommand[];

/** Only in the app: what they change is on its screen, or needs more than a line. */
export const APP_COMMANDS = [
  { name: 'away', args: [] },
  { name: 'announce', args: [{ kind: 'text', label: 'text' }], moderators: true },
] as const satisfies readonly SlashCommand[];

const shrug = (text: string): string => `${text} ¯\\\\\\_(ツ)\\_/¯`.trim();

/** These are other ways to write a text, and so work wherever texts are written. */
export const SAYINGS = [
  { name: 'me', args: [{ kind: 'text', label: 'text' }], say: (text: string) => `*${text}*` },
  { name: 'shrug', args: [{ kind: 'text', label: 'text', optional: true }], say: shrug },
  {
    name: 'spoiler',
    args: [{ kind: 'text', label: 'text' }],
    say: (text: string) => `||${text}||`,
  },
] as const satisfies readonly (SlashCommand & { say: (text: string) => string })[];

export type SlashName = (typeof SLASH_COMMANDS)[number]['name'];
export type AppCommandName = SlashName | (typeof APP_COMMANDS)[number]['name'];
/** Everything that can be typed after a slash in the app. */
export type TypedName = AppCommandName | (typeof SAYINGS)[number]['name'];

/** All of them as the app offers them. */
export const APP_SLASH: readonly (SlashCommand & { name: TypedName })[] = [
  ...SLASH_COMMANDS,
  ...APP_COMMANDS,
  ...SAYINGS,
];

export type Slash<Name extends string = SlashName> =
  | { kind: 'text'; text: string }
  | { kind: 'command'; name: Name; args: string }
  | { kind: 'unknown'; name: string };

const isAmong =
  <Name extends string>(commands: readonly { name: Name }[]) =>
  (name: string): name is Name =>
    commands.some((command) => command.name === name);
const isEverywhere = isAmong(SLASH_COMMANDS);
const isInApp = isAmong<AppCommandName>([...SLASH_COMMANDS, ...APP_COMMANDS]);

function parse<Name extends string>(
  line: string,
  isName: (name: string) => name is Name,
): Slash<Name> {
  if (line.startsWith('//')) return { kind: 'text', text: line.slice(1) };
  const match = /^\/(\p{L}[\p{L}\p{N}-]*)(?:\s+([\s\S]*))?$/u.exec(line);
  if (!match) return { kind: 'text', text: line };
  const name = (match[1] as string).toLowerCase();
  const args = (match[2] ?? '').trim();
  const saying = SAYINGS.find((one) => one.name === name);
  if (saying) {
    // With nothing to say it stays as it was typed.
    const empty = args === '' && !('optional' in saying.args[0]);
    return { kind: 'text', text: empty ? line : saying.say(args) };
  }
  if (!isName(name)) return { kind: 'unknown', name };
  return { kind: 'command', name, args };
}

/**
 * Reads a line. `//` escapes a slash; a slash that no letter follows is text, and so is a path
 * such as `/usr/bin`.
 */
export const parseSlash = (line: string): Slash => parse(line, isEverywhere);

/** The same with the commands that only the app knows. */
export const parseAppSlash = (line: string): Slash<AppCommandName> => parse(line, isInApp);

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
