/** Leaving: closing the window, quitting, and quitting while others are in this computer's room. */
import type { Hosting } from '../protocol/ipc';
import type { Settings } from '../protocol/settings';

/** Everybody but the host; 0 when no room is open. */
export const guestsIn = (hosting: Hosting): number =>
  hosting.state === 'open' ? Math.max(0, hosting.people - 1) : 0;

/** What closing the window means. */
export const onWindowClose = (
  hosting: Hosting,
  settings: Pick<Settings, 'closeToTray'> & Partial<Pick<Settings, 'stayInTray'>>,
  mac: boolean,
): 'hide' | 'tray' | 'quit' => {
  const open = hosting.state === 'open' || hosting.state === 'starting';
  if (open && settings.closeToTray) return 'tray';
  return mac || settings.stayInTray ? 'hide' : 'quit';
};

/** Whether a person must be asked first: never when alone, never when the system is going down. */
export const mustAsk = (hosting: Hosting, forced: boolean): boolean =>
  !forced && guestsIn(hosting) > 0;

interface Deps {
  hosting(): Hosting;
  /** Brings the window up and asks in it. */
  ask(people: number): void;
  /** Hides the window; the room stays open. */
  toTray(): void;
  /** Stops everything in order; the process ends when it resolves. */
  shutDown(): Promise<void>;
  exit(): void;
}

export interface Quit {
  /** True once the app is really ending. */
  readonly ending: boolean;
  /** From the menu, the tray, the system. `forced`: without asking. */
  request(forced?: boolean): void;
  /** What the person decided. */
  decide(choice: 'tray' | 'close' | 'cancel'): void;
}

export const createQuit = (deps: Deps): Quit => {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    void deps.shutDown().finally(deps.exit);
  };
  return {
    get ending() {
      return ending;
    },
    request(forced = false) {
      if (ending) return;
      if (mustAsk(deps.hosting(), forced)) deps.ask(guestsIn(deps.hosting()));
      else end();
    },
    decide(choice) {
      if (choice === 'close') end();
      if (choice === 'tray') deps.toTray();
    },
  };
};
