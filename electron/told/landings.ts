/** Where the window is to go: told at once, or kept until a page asks for everything (`boot`). */
import type { Landing } from '../../protocol/ipc';

export interface Landings {
  go(landing: Landing): void;
  /** A new page begins to load: it hears no push yet. */
  loading(): void;
  /** For `boot`; from now on the page hears. */
  take(): Landing | undefined;
}

export const createLandings = (show: () => void, tell: (to: Landing) => void): Landings => {
  let hears = false;
  let kept: Landing | undefined;
  return {
    go(landing) {
      kept = landing;
      show();
      if (!hears) return;
      kept = undefined;
      tell(landing);
    },
    loading() {
      hears = false;
    },
    take() {
      const landing = kept;
      hears = true;
      kept = undefined;
      return landing;
    },
  };
};
