/**
 * Looks for a newer version where the makers of this package put it, when a person has switched that on;
 * never otherwise. What comes is taken only when it is signed (statement.ts).
 */
import { UPDATE_EVERY_MS, UPDATE_FIRST_AFTER_MS } from '../../protocol/limits';
import type { UpdateState, UpdateTrouble } from '../../protocol/updates';
import { isSigned, type OfferedFile, readStatement } from './statement';

/** What the package says of itself (package.json of the app); null: it has no feed. */
export interface Feed {
  url: string;
  /** Base64 of an Ed25519 public key. */
  key: string;
}

export interface Offer {
  version: string;
  files: readonly OfferedFile[];
}

/** electron-updater, as much of it as is needed (electron-updater.ts). */
export interface Loader {
  /** The newer version that the feed has; null when there is none. */
  look(): Promise<Offer | null>;
  /** Downloads what `look` found, and checks its hash. */
  load(onPercent: (percent: number) => void): Promise<void>;
  /** Ends the app and installs it. */
  install(): void;
}

interface Deps {
  feed: Feed | null;
  /** Made when it is needed first. */
  loader(feed: Feed): Promise<Loader>;
  /** The text of `release.json`. */
  fetchStatement(feed: Feed): Promise<string>;
  wanted(): boolean;
  /** Versions that did not get up on this computer. */
  failedVersions(): readonly string[];
  onState(state: UpdateState): void;
  log: { info(line: string): void; warn(line: string): void };
}

export interface Updates {
  readonly state: UpdateState;
  /** Looks now, whatever the setting is: a person asked. */
  check(): Promise<void>;
  install(): void;
  /** Looks by itself, or not any more: after the start and after the setting has changed. */
  follow(): void;
  stop(): void;
}

export const createUpdates = (deps: Deps): Updates => {
  const { feed } = deps;
  let state: UpdateState = feed ? { state: 'idle' } : { state: 'none' };
  let loader: Loader | null = null;
  let timer: NodeJS.Timeout | undefined;
  const be = (next: UpdateState) => {
    state = next;
    deps.onState(next);
  };
  const fail = (why: UpdateTrouble, error: unknown) => {
    deps.log.warn(`update: ${why}: ${error instanceof Error ? error.message : error}`);
    be({ state: 'failed', why });
  };

  const check = async (): Promise<void> => {
    if (!feed || state.state === 'checking' || state.state === 'loading') return;
    if (state.state === 'ready') return;
    be({ state: 'checking' });
    let offer: Offer | null;
    let text: string;
    try {
      loader ??= await deps.loader(feed);
      offer = await loader.look();
      if (!offer || deps.failedVersions().includes(offer.version)) return be({ state: 'newest' });
      text = await deps.fetchStatement(feed);
    } catch (error) {
      return fail('unreachable', error);
    }
    const statement = readStatement(text, feed.key);
    if (!statement || !isSigned(offer, statement)) {
      return fail('not-genuine', 'not signed by the makers of this package');
    }
    const { version } = offer;
    be({ state: 'loading', version, percent: 0 });
    try {
      await loader.load((percent) => be({ state: 'loading', version, percent }));
    } catch (error) {
      return fail('unreachable', error);
    }
    deps.log.info(`update: ${version} is ready`);
    be({ state: 'ready', version });
  };

  return {
    get state() {
      return state;
    },
    check,
    install() {
      if (state.state !== 'ready' || !loader) return;
      try {
        loader.install();
      } catch (error) {
        fail('not-installed', error);
      }
    },
    follow() {
      clearTimeout(timer);
      if (!feed || !deps.wanted()) return;
      const next = (after: number) => {
        timer = setTimeout(() => {
          void check();
          next(UPDATE_EVERY_MS);
        }, after);
        timer.unref();
      };
      next(UPDATE_FIRST_AFTER_MS);
    },
    stop: () => clearTimeout(timer),
  };
};
