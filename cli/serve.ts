/** `sarangbang serve`: a server without a window, until it is told to stop. */
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { MAIN_PORT } from '../protocol/limits';
import { lanAddresses } from '../server/address';
import { DEFAULTS, type RunningServer } from '../server/options';
import { startServer } from '../server/server';
import { defaultDataFolder } from './data-folder';
import { explain } from './explain';
import { factLines } from './facts';
import { choice, countFlag, passwordOption, portFlag } from './flags';
import { fill, type Words } from './words';

interface Flags {
  host?: string;
  port: number;
  data?: string;
  name?: string;
  password?: string;
  plain: 'off' | 'loopback' | 'lan';
  tls: 'on' | 'off';
  rateLimit: 'on' | 'off';
  durability: 'full' | 'normal';
  capacity?: number;
}

export function addServe(program: Command, words: Words): void {
  const folder = defaultDataFolder();
  program
    .command('serve')
    .description(words.serve)
    .option('--host <address>', words.host)
    .addOption(
      new Option('--port <port>', words.port).argParser(portFlag(words)).default(MAIN_PORT),
    )
    .option('--data <folder>', fill(words.data, { folder }))
    .option('--name <name>', words.name)
    .addOption(passwordOption(words.password, words))
    .addOption(choice('--plain <where>', words.plain, ['off', 'loopback', 'lan'], DEFAULTS.plain))
    .addOption(choice('--tls <on|off>', words.tls, ['on', 'off'], 'on'))
    .addOption(choice('--rate-limit <on|off>', words.rateLimit, ['on', 'off'], 'on'))
    .addOption(
      choice('--durability <kind>', words.durability, ['full', 'normal'], DEFAULTS.durability),
    )
    .addOption(new Option('--capacity <people>', words.capacity).argParser(countFlag(words)))
    .action((flags: Flags, command: Command) => {
      if (flags.tls === 'off' && flags.plain === 'off') command.error(words.noWayIn);
      return serve(flags, words);
    });
}

async function serve(flags: Flags, words: Words): Promise<void> {
  const dataDir = resolve(flags.data ?? defaultDataFolder());
  const { host, port, name, password, capacity, plain, durability } = flags;
  const tls = flags.tls === 'on';
  let server: RunningServer;
  try {
    server = await startServer({
      ...(host !== undefined && { host }),
      ...(name !== undefined && { name }),
      ...(password !== undefined && { password }),
      ...(capacity !== undefined && { capacity }),
      port,
      dataDir,
      plain,
      tls,
      rateLimit: flags.rateLimit === 'on',
      durability,
      log: (line) => process.stderr.write(`${line}\n`),
    });
  } catch (why) {
    process.stderr.write(`${explain(why, { command: 'serve', host, port, dataDir }, words)}\n`);
    process.exitCode = 1;
    return;
  }
  endOnRequest(server);
  const around = { tls, password: password !== undefined, dataDir, lan: lanAddresses() };
  process.stdout.write(`${factLines(server.facts, around).join('\n')}\n`);
}

/** The first signal stops in order; the second does not wait for clients any more. */
function endOnRequest(server: RunningServer): void {
  let asked = false;
  const end = async (by?: string): Promise<void> => {
    if (asked) process.exit(1);
    asked = true;
    try {
      await server.stop({ reason: 'closed', ...(by !== undefined && { by }) });
      process.exit(0);
    } catch (why) {
      process.stderr.write(`${why instanceof Error ? why.stack : why}\n`);
      process.exit(1);
    }
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
  void server.shutdownAsked.then(({ by }) => end(by));
}
