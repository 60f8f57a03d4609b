/** `sarangbang backup`: a whole server as one file. The server may go on running meanwhile. */
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { packBackup } from '../server/backup/pack';
import { passphraseOption, showProgress, tellProblem } from './backup/common';
import { defaultDataFolder } from './data-folder';
import { EXIT } from './exit-codes';
import { fill, type Words } from './words';

interface Flags {
  data?: string;
  passphrase?: string;
  withoutKey: boolean;
  force: boolean;
}

export function addBackup(program: Command, words: Words): void {
  program
    .command('backup')
    .description(words.backup.about)
    .argument('[file]', words.backup.file)
    .option('--data <folder>', fill(words.data, { folder: defaultDataFolder() }))
    .addOption(passphraseOption(words.backup.passphrase, words))
    .option('--without-key', words.backup.withoutKey, false)
    .option('--force', words.backup.force, false)
    .action(async (file: string | undefined, flags: Flags) => {
      process.exitCode = await backup(file, flags, words);
    });
}

async function backup(given: string | undefined, flags: Flags, words: Words): Promise<number> {
  const dataDir = resolve(flags.data ?? defaultDataFolder());
  const now = Date.now();
  const file = given === '-' ? null : resolve(given ?? nameFor(now));
  if (file && existsSync(file) && !flags.force) {
    process.stderr.write(`${fill(words.backup.exists, { file })}\n`);
    return EXIT.refused;
  }
  const { passphrase, withoutKey } = flags;
  const key = withoutKey
    ? ({ as: 'none' } as const)
    : passphrase === undefined
      ? ({ as: 'plain' } as const)
      : ({ as: 'sealed', passphrase } as const);
  const draft = `${file}.part`;
  try {
    const out = file ? createWriteStream(draft, { mode: 0o600, flush: true }) : process.stdout;
    const { bytes } = await packBackup(out, { dataDir, key, now, onProgress: showProgress() });
    if (!file) return EXIT.done;
    await rename(draft, file);
    process.stdout.write(`backup ${file}\nbytes ${bytes}\n`);
    if (key.as === 'plain') process.stderr.write(`${words.backup.holdsKey}\n`);
    return EXIT.done;
  } catch (why) {
    if (file) await rm(draft, { force: true });
    return tellProblem(why, { dataDir, file: file ?? '-' }, words);
  }
}

/** `sarangbang-20261121-093000.tar.gz`, by this computer's clock. */
function nameFor(now: number): string {
  const at = new Date(now);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('');
  return `sarangbang-${day}-${time}.tar.gz`;
}
