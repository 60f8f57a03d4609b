/** `sarangbang new-key`: a stopped server gets another key, and whoever knows the old one follows. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { MAIN_PORT } from '../protocol/limits';
import { BackupProblem } from '../server/backup/problem';
import { renewKey } from '../server/identity/renew';
import { defaultDataFolder } from './data-folder';
import { EXIT } from './exit-codes';
import { explain } from './explain';
import { fill, type Words } from './words';

export function addNewKey(program: Command, words: Words): void {
  program
    .command('new-key')
    .description(words.newKey.about)
    .option('--data <folder>', fill(words.data, { folder: defaultDataFolder() }))
    .action(async ({ data }: { data?: string }) => {
      process.exitCode = await newKey(resolve(data ?? defaultDataFolder()), words);
    });
}

async function newKey(dataDir: string, words: Words): Promise<number> {
  try {
    const { from, to } = await renewKey(dataDir);
    process.stdout.write(`was ${from}\nfingerprint ${to}\n`);
    process.stderr.write(`${words.newKey.done}\n`);
    return EXIT.done;
  } catch (why) {
    process.stderr.write(`${sentenceFor(why, dataDir, words)}\n`);
    return EXIT.refused;
  }
}

function sentenceFor(why: unknown, dataDir: string, words: Words): string {
  if (why instanceof BackupProblem) {
    return fill(words.backup.problem[why.code], { folder: dataDir, why: why.message });
  }
  if ((why as Error).name === 'DataFolderInUse') {
    return fill(words.newKey.running, { folder: dataDir });
  }
  return explain(why, { command: 'serve', port: MAIN_PORT, dataDir }, words);
}
