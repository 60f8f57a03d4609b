/** Keeps the computer awake while guests are in, and wakes the clients after sleep. */
import { powerMonitor, powerSaveBlocker } from 'electron';
import type { Hosting } from '../protocol/ipc';

export interface Power {
  update(hosting: Hosting): void;
}

/** The screen may go dark; only the suspension is held off, and only with somebody else inside. */
export const needsAwake = (hosting: Hosting): boolean =>
  hosting.state === 'open' && hosting.people > 1;

export const watchPower = (onWake: () => void): Power => {
  let blocker: number | null = null;
  powerMonitor.on('resume', onWake);
  return {
    update(hosting) {
      const needed = needsAwake(hosting);
      if (needed && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
      if (!needed && blocker !== null) {
        powerSaveBlocker.stop(blocker);
        blocker = null;
      }
    },
  };
};
