/** `sarangbang find`: servers on this network. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { startBrowser } from '../lan/browser';
import { FIND_SECONDS } from '../protocol/limits';
import { readKnown } from './connect/known-servers';
import { defaultDataFolder } from './data-folder';
import { EXIT } from './exit-codes';
import { table } from './find/table';
import { countFlag } from './flags';
import { readLanPort } from './lan-port';
import type { Words } from './words';

interface Flags {
  seconds: number;
  json: boolean;
}

export function addFind(program: Command, words: Words): void {
  program
    .command('find')
    .description(words.find.about)
    .addOption(
      new Option('--seconds <n>', words.find.seconds)
        .argParser(countFlag(words, 3_600))
        .default(FIND_SECONDS),
    )
    .addOption(new Option('--json', words.find.json).default(false))
    .action(async (flags: Flags) => {
      process.exitCode = await find(flags, words);
    });
}

async function find({ seconds, json }: Flags, words: Words): Promise<number> {
  const port = readLanPort(process.env.SARANGBANG_LAN_PORT);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const browser = port === null ? null : startBrowser(() => {}, { port, log });
  for (let i = 0; i < seconds && browser && !stop.signal.aborted; i += 1) {
    await pause(1_000, undefined, { signal: stop.signal }).catch(() => {});
    browser.ask();
  }
  const servers = browser?.list() ?? [];
  await browser?.stop();
  if (json) process.stdout.write(`${JSON.stringify(servers)}\n`);
  else if (servers.length === 0) process.stderr.write(`${words.find.none}\n`);
  else {
    const known = await readKnown(defaultDataFolder('client')).catch(() => []);
    const keys = known.flatMap(({ fingerprint }) => fingerprint ?? []);
    process.stdout.write(`${table(servers, new Set(keys), words).join('\n')}\n`);
  }
  return servers.length > 0 ? EXIT.done : EXIT.unreachable;
}
