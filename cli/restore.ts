/** `sarangbang restore`: a backup becomes a data folder again. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { restoreBackup } from '../server/backup/restore';
import { passphraseOption, showProgress, tellProblem } from './backup/common';
import { defaultDataFolder } from './data-folder';
import { EXIT } from './exit-codes';
import { fill, type Words } from './words';

interface Flags {
  data?: string;
  passphrase?: string;
  replace: boolean;
}

export function addRestore(program: Command, words: Words): void {
  program
    .command('restore')
    .description(words.backup.restore)
    .argument('<file>', words.backup.from)
    .option('--data <folder>', fill(words.data, { folder: defaultDataFolder() }))
    .addOption(passphraseOption(words.backup.passphraseFor, words))
    .option('--replace', words.backup.replace, false)
    .action(async (file: string, flags: Flags) => {
      process.exitCode = await restore(file, flags, words);
    });
}

async function restore(given: string, flags: Flags, words: Words): Promise<number> {
  const dataDir = resolve(flags.data ?? defaultDataFolder());
  const file = given === '-' ? given : resolve(given);
  const { passphrase, replace } = flags;
  try {
    const restored = await restoreBackup(given === '-' ? process.stdin : file, {
      dataDir,
      replace,
      ...(passphrase !== undefined && { passphrase }),
      now: Date.now(),
      onProgress: showProgress(),
    });
    const { server, made, key, aside } = restored;
    const facts = [
      `name ${server.name}`,
      `data ${dataDir}`,
      ...(key === 'none' ? [] : [`fingerprint ${server.fingerprint}`]),
      `made ${new Date(made).toISOString()}`,
      ...(aside === undefined ? [] : [`aside ${aside}`]),
    ];
    process.stdout.write(`${facts.join('\n')}\n`);
    if (key === 'none') process.stderr.write(`${words.backup.newKey}\n`);
    return EXIT.done;
  } catch (why) {
    return tellProblem(why, { dataDir, file }, words);
  }
}
