/** What the system tells the app: another start, a wish to end, processes that went away. */
import { app, powerMonitor } from 'electron';
import { SERVER_PROCESS } from './embedded/child';
import type { Log } from './log';
import type { Quit } from './quit';

interface Deps {
  quit: Quit;
  log: Log;
  show(): void;
  /** The app was started again on the same data folder, with these arguments. */
  onSecondStart(argv: readonly string[]): void;
}

export const followSystem = ({ quit, log, show, onSecondStart }: Deps): void => {
  app.on('second-instance', (_event, argv) => {
    show();
    onSecondStart(argv);
  });
  app.on('activate', show);
  // Whether the app ends when its window closes is decided where the window is closed (quit.ts).
  app.on('window-all-closed', () => {});
  app.on('before-quit', (event) => {
    if (quit.ending) return;
    event.preventDefault();
    quit.request();
  });
  // Nobody is there to answer a question when the system goes down or a service manager says so.
  powerMonitor.on('shutdown', () => quit.request(true));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => quit.request(true));

  app.on('child-process-gone', (_event, { type, reason, name }) => {
    // Of the room's own process embedded/child.ts tells, and knows whether it was asked to go.
    if (reason === 'clean-exit' || name === SERVER_PROCESS) return;
    log.error(`a ${type} process is gone: ${reason}`);
  });
};
