/**
 * The command line. One subcommand a file; adding one: its file and a line here. It runs in Node, and
 * in the app that is installed (electron/command-line.ts), which loads it as CommonJS: no await here
 * at the top.
 */
import { Command, CommanderError } from 'commander';
import { DEFAULTS } from '../server/options';
import { addBackup } from './backup';
import { addConnect } from './connect';
import { addEcho } from './echo';
import { EXIT } from './exit-codes';
import { addExport } from './export';
import { addFind } from './find';
import { addListen } from './listen';
import { addNewKey } from './new-key';
import { addNews } from './news';
import { addPing } from './ping';
import { addRestore } from './restore';
import { addServe } from './serve';
import { wordsFor } from './words';

const words = wordsFor(process.env);
const program = new Command('sarangbang')
  .description(words.program)
  .version(DEFAULTS.version)
  .exitOverride();
addServe(program, words);
addConnect(program);
addEcho(program, words);
addPing(program, words);
addFind(program, words);
addNews(program, words);
addListen(program, words);
addBackup(program, words);
addRestore(program, words);
addNewKey(program, words);
addExport(program, words);

// Whoever reads the facts may stop reading; that is no reason to end.
process.stdout.on('error', () => {});

const run = async (): Promise<void> => {
  try {
    await program.parseAsync();
  } catch (why) {
    if (!(why instanceof CommanderError)) throw why;
    process.exitCode = why.exitCode === 0 ? 0 : EXIT.usage;
  }
};

/** Resolves when the subcommand has done its work; of a server never. */
export const done = run();
