/**
 * `sarangbang serve …` of an installed app: the same commands as `npx sarangbang`, in this process,
 * with no window. The script on the PATH (packaging/linux/sarangbang.sh) starts the app so.
 */
import { createRequire } from 'node:module';
import type { App } from 'electron';

/** What follows it belongs to the command line; what is before, to Chromium. */
export const COMMAND_LINE_FLAG = '--command-line';

/** The words for the command line; null when the app was started as an app. */
export const commandLineWords = (argv: readonly string[]): string[] | null => {
  const at = argv.indexOf(COMMAND_LINE_FLAG);
  return at === -1 ? null : argv.slice(at + 1);
};

/** Runs the bundled command line with these words, and ends the process with its exit code. */
export const runCommandLine = async (
  app: App,
  bundle: string,
  words: readonly string[],
): Promise<void> => {
  // As commander expects it of Electron: outside of a package the app's folder comes first.
  const [program = process.execPath] = process.argv;
  process.argv = [program, ...(process.defaultApp ? [app.getAppPath()] : []), ...words];
  try {
    const { done } = createRequire(import.meta.url)(bundle) as { done: Promise<void> };
    await done;
    app.exit(Number(process.exitCode ?? 0));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    app.exit(1);
  }
};
