/** `sarangbang connect`: a chat client for terminals and pipes. */
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { parseTarget } from '../protocol/invite';
import { checkName } from '../protocol/names';
import { safetyWords } from '../protocol/safety-words';
import type { Target } from '../protocol/views';
import { KeyDamaged } from './connect/device-key';
import { Ended } from './connect/ending';
import { KnownServersDamaged } from './connect/known-servers';
import { createListener } from './connect/listener';
import { runPipe } from './connect/pipe';
import { runTerminal } from './connect/terminal/run';
import { openVisit, type Wanted } from './connect/visit';
import { defaultDataFolder } from './data-folder';
import { EXIT, type ExitCode } from './exit-codes';
import { passwordOption } from './flags';
import { harmless } from './printable';
import { fill, type Language, languageFor, WORDS } from './words';

export interface ConnectFlags {
  name?: string;
  room?: string;
  password?: string;
  data?: string;
  plain: boolean;
  trustFirstUse: boolean;
  listen: boolean;
  json: boolean;
}

export function addConnect(program: Command): void {
  const language = languageFor(process.env);
  const all = WORDS[language];
  const words = all.connect;
  const folder = defaultDataFolder('client');
  program
    .command('connect')
    .description(words.about)
    .argument('<address>', words.target)
    .option('--name <name>', words.name)
    .option('--room <room>', words.room)
    .addOption(passwordOption(words.password, all))
    .option('--data <folder>', fill(words.folder, { folder }))
    .addOption(new Option('--plain', words.plain).default(false))
    .addOption(new Option('--trust-first-use', words.trust).default(false))
    .addOption(new Option('--listen', words.listen).default(false))
    .addOption(new Option('--json', words.json).default(false))
    .action(async (text: string, flags: ConnectFlags, command: Command) => {
      const read = parseTarget(text);
      if (!read.ok) return command.error(all.notATarget);
      if (flags.name !== undefined && !checkName(flags.name).ok) command.error(words.notAName);
      process.exitCode = await connect(read.target, flags);
      // A pipe that nobody feeds would keep the program.
      process.stdin.destroy();
    });
}

async function connect(target: Target, flags: ConnectFlags): Promise<ExitCode> {
  const language = languageFor(process.env);
  const { name, password } = flags;
  const wanted: Wanted = {
    target,
    folder: resolve(flags.data ?? defaultDataFolder('client')),
    language,
    ...(name !== undefined && { name }),
    ...(password !== undefined && { password }),
  };
  const room = flags.room ?? target.room;
  const alone = !process.stdin.isTTY || flags.listen || flags.json;
  try {
    if (alone) await runAlone(wanted, flags, room);
    else await runTerminal(wanted, { plain: flags.plain, trust: flags.trustFirstUse, room });
    return EXIT.done;
  } catch (why) {
    const { code, lines } = explained(why, language);
    for (const line of lines) process.stderr.write(`${harmless(line)}\n`);
    return code;
  }
}

async function runAlone(wanted: Wanted, flags: ConnectFlags, room = 'lobby'): Promise<void> {
  const { language } = wanted;
  const told = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  const judge = { language, trust: flags.trustFirstUse, plain: flags.plain };
  const visit = await openVisit(wanted, judge);
  const { pin, first } = visit;
  if (pin !== null && first) {
    const words = safetyWords(pin, language).join(' ');
    const server = wanted.target.hosts[0]?.host ?? '';
    process.stderr.write(`${fill(WORDS[language].connect.trusted, { server, words })}\n`);
  }
  const write = (line: string) => process.stdout.write(`${line}\n`);
  const listens = flags.listen || flags.json;
  try {
    await runPipe(visit, {
      language,
      room,
      input: process.stdin,
      told,
      ...(listens && { listener: createListener({ language, json: flags.json, write }) }),
    });
  } finally {
    await visit.close();
  }
}

function explained(why: unknown, language: Language): { code: ExitCode; lines: readonly string[] } {
  if (why instanceof Ended) return { code: why.code, lines: why.why(language) };
  if (why instanceof KeyDamaged || why instanceof KnownServersDamaged) {
    const { file } = why;
    return { code: EXIT.refused, lines: [fill(WORDS[language].connect.keyDamaged, { file })] };
  }
  const { code, message } = why as NodeJS.ErrnoException;
  if (code === undefined) throw why;
  return { code: EXIT.refused, lines: [fill(WORDS[language].cannotStart, { why: message })] };
}
