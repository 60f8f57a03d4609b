/** The command line. One subcommand a file; adding one: its file and a line here. */
import { Command, CommanderError } from 'commander';
import { DEFAULTS } from '../server/options';
import { addServe } from './serve';
import { wordsFor } from './words';

/** As shells have it: the command was not understood. */
const USAGE = 2;

const words = wordsFor(process.env);
const program = new Command('sarangbang')
  .description(words.program)
  .version(DEFAULTS.version)
  .exitOverride();
addServe(program, words);

// Whoever reads the facts may stop reading; that is no reason to end.
process.stdout.on('error', () => {});

try {
  await program.parseAsync();
} catch (why) {
  if (!(why instanceof CommanderError)) throw why;
  process.exitCode = why.exitCode === 0 ? 0 : USAGE;
}
