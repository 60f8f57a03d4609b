/** Programs that run until they are told to stop. */

/** Calls `end` on SIGINT and SIGTERM; a second one does not wait any more. */
export function untilTold(end: () => Promise<void> | void): void {
  let told = false;
  const stop = () => {
    if (told) process.exit(1);
    told = true;
    void end();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/**
 * For what ends the process itself: Node would wait for its sockets anyhow, the app (which runs the
 * same commands, electron/command-line.ts) ends when a command is done.
 */
export const untilTheEnd = (): Promise<never> => new Promise(() => {});
