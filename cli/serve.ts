/** `sarangbang serve`: a server without a window, until it is told to stop. */
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { lanAddresses } from '../lan/addresses';
import { type CompatListener, parseCompat } from '../protocol/compat';
import { MAIN_PORT, MOTD_MAX_CHARS, WORKERS_MAX } from '../protocol/limits';
import { DEFAULTS, type RunningServer } from '../server/options';
import { startServer } from '../server/server';
import { defaultDataFolder } from './data-folder';
import { EXIT } from './exit-codes';
import { explain } from './explain';
import { compatLines, factLines } from './facts';
import { choice, countFlag, passwordOption, portFlag, whole } from './flags';
import { readLanPort } from './lan-port';
import { printable } from './printable';
import { announce } from './serve/announce';
import { addFileFlags, type FileFlags, fileLimitsOf } from './serve/file-flags';
import { openConsole } from './serve/operator';
import { qrLines } from './serve/qr';
import { untilTheEnd, untilTold } from './until-told';
import { fill, type Words } from './words';

interface Flags extends FileFlags {
  host?: string;
  ip?: string;
  port: number;
  data?: string;
  name?: string;
  motd?: string;
  password?: string;
  plain: 'off' | 'loopback' | 'lan';
  tls: 'on' | 'off';
  compat: CompatListener[];
  announce: boolean;
  worker: number;
  rateLimit: 'on' | 'off';
  durability: 'full' | 'normal';
  capacity?: number;
}

export function addServe(program: Command, words: Words): void {
  const folder = defaultDataFolder();
  const compat = (text: string): CompatListener[] => {
    const read = parseCompat(text);
    if (read.ok) return read.listeners;
    throw new InvalidArgumentError(fill(words.notCompat, { part: read.part }));
  };
  const motd = (text: string) => {
    if (text.length <= MOTD_MAX_CHARS) return text;
    throw new InvalidArgumentError(fill(words.motdTooLong, { most: MOTD_MAX_CHARS }));
  };
  const worker = (text: string) =>
    whole(text, 0, WORKERS_MAX, fill(words.notAWorkerCount, { most: WORKERS_MAX }));
  const serving = program
    .command('serve')
    .description(words.serve)
    .option('--host <address>', words.host)
    .option('--ip <address>', words.ip)
    .addOption(
      new Option('--port <port>', words.port).argParser(portFlag(words)).default(MAIN_PORT),
    )
    .option('--data <folder>', fill(words.data, { folder }))
    .option('--name <name>', words.name)
    .addOption(new Option('--motd <text>', words.motd).argParser(motd))
    .addOption(passwordOption(words.password, words))
    .addOption(choice('--plain <where>', words.plain, ['off', 'loopback', 'lan'], DEFAULTS.plain))
    .addOption(choice('--tls <on|off>', words.tls, ['on', 'off'], 'on'))
    .addOption(
      new Option('--compat <wires>', words.compat)
        .argParser(compat)
        .default([...DEFAULTS.compat], words.none),
    )
    .option('--no-announce', words.noAnnounce)
    .addOption(new Option('--worker <n>', words.worker).argParser(worker).default(DEFAULTS.workers))
    .addOption(choice('--rate-limit <on|off>', words.rateLimit, ['on', 'off'], 'on'))
    .addOption(
      choice('--durability <kind>', words.durability, ['full', 'normal'], DEFAULTS.durability),
    )
    .addOption(new Option('--capacity <people>', words.capacity).argParser(countFlag(words)));
  addFileFlags(serving, words).action((flags: Flags, command: Command) => {
    if (flags.tls === 'off' && flags.plain === 'off') command.error(words.noWayIn);
    const { host, ip } = flags;
    if (host !== undefined && ip !== undefined && host !== ip) command.error(words.hostTwice);
    return serve({ ...flags, ...(ip !== undefined && { host: ip }) }, words);
  });
}

async function serve(flags: Flags, words: Words): Promise<void> {
  const dataDir = resolve(flags.data ?? defaultDataFolder());
  const { host, port, name, motd, password, capacity, plain, durability, compat } = flags;
  const tls = flags.tls === 'on';
  const log = (line: string) => process.stderr.write(`${line}\n`);
  let server: RunningServer;
  try {
    server = await startServer({
      ...(host !== undefined && { host }),
      ...(name !== undefined && { name }),
      ...(motd !== undefined && { motd }),
      ...(password !== undefined && { password }),
      ...(capacity !== undefined && { capacity }),
      port,
      dataDir,
      plain,
      tls,
      compat,
      files: fileLimitsOf(flags),
      workers: flags.worker,
      rateLimit: flags.rateLimit === 'on',
      durability,
      log,
    });
  } catch (why) {
    process.stderr.write(`${explain(why, { command: 'serve', host, port, dataDir }, words)}\n`);
    process.exitCode = EXIT.refused;
    return;
  }
  const lock = password !== undefined;
  const lanPort = flags.announce ? readLanPort(process.env.SARANGBANG_LAN_PORT) : null;
  const { version } = DEFAULTS;
  const goodbye = lanPort === null ? null : announce(server, { tls, lock, version, log }, lanPort);
  endOnRequest(server, goodbye);
  const around = { tls, password: lock, dataDir, lan: lanAddresses() };
  const facts = [...factLines(server.facts, around), ...compatLines(server.compat())];
  process.stdout.write(`${facts.join('\n')}\n`);
  showQr(facts);
  openConsole(server);
  await untilTheEnd();
}

/** Only for people: whoever reads the facts through a pipe wants lines. */
function showQr(facts: readonly string[]): void {
  const { stdout } = process;
  const link = facts.find((line) => line.startsWith('invite '))?.slice('invite '.length);
  if (!stdout.isTTY || link === undefined) return;
  const lines = qrLines(link, stdout.columns, stdout.hasColors());
  if (lines) stdout.write(`${lines.join('\n')}\n`);
}

/** The first signal stops in order; the second does not wait for clients any more. */
function endOnRequest(server: RunningServer, goodbye: (() => Promise<void>) | null): void {
  const end = async (by?: string): Promise<void> => {
    try {
      await Promise.all([
        goodbye?.(),
        server.stop({ reason: 'closed', ...(by !== undefined && { by }) }),
      ]);
      process.exit(EXIT.done);
    } catch (why) {
      process.stderr.write(`${why instanceof Error ? why.stack : why}\n`);
      process.exit(EXIT.refused);
    }
  };
  untilTold(end);
  void server.shutdownAsked.then(({ by }) => end(by));
  void server.handedOver.then(({ to }) => {
    process.stdout.write(`handed over to ${printable(to)}\n`);
    return end();
  });
}
