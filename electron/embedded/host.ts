/**
 * This computer's own room: opens and closes it, notices when its process dies and starts it
 * again once by itself, with the same data folder and port (docs/ARCHITECTURE.md).
 */
import type { Hosting } from '../../protocol/ipc';
import { HOST_CRASH_WINDOW_MS, MAIN_PORT, PORT_TRIES } from '../../protocol/limits';
import type { HostOptions } from '../../protocol/settings';
import type { Fork, ServerChild } from './child';
import type { Facts, StartOptions } from './messages';

export interface Host {
  readonly hosting: Hosting;
  /** Resolves when the room is open, or with why it is not. Starting twice is one start. */
  start(options: HostOptions): Promise<Hosting>;
  /** Resolves when everything is on disk and the process is gone. */
  stop(by?: string): Promise<void>;
  /** The network's addresses changed. */
  refresh(): void;
}

export interface HostDeps {
  fork: Fork;
  /** What every start has in common. */
  base: () => Pick<StartOptions, 'host' | 'dataDir' | 'hosts' | 'version'>;
  addresses: () => string[];
  now: () => number;
  onChange(hosting: Hosting): void;
  /** The server listens; resolves when the app's own client is in, or has waited long enough. */
  onOpen(facts: Facts): Promise<void>;
  /** Closed by a person, here (`by` left out) or with `/shutdown`. */
  onClosed(by?: string): void;
}

interface Run {
  child: ServerChild;
  options: HostOptions;
  wanted: number;
  facts: Facts | null;
  people: number;
  gone: boolean;
  restartedAt?: number;
}

export const createHost = (deps: HostDeps): Host => {
  let hosting: Hosting = { state: 'off' };
  let run: Run | null = null;
  let starting: Promise<Hosting> | null = null;
  let lastCrash = Number.NEGATIVE_INFINITY;

  const set = (next: Hosting): Hosting => {
    hosting = next;
    deps.onChange(next);
    return next;
  };

  const describe = ({ facts, options, wanted, people, restartedAt }: Run): Hosting =>
    facts === null
      ? { state: 'starting' }
      : {
          state: 'open',
          server: facts.fingerprint,
          name: facts.name,
          port: facts.port,
          ...(facts.port !== wanted && { wantedPort: wanted }),
          addresses: deps.addresses().map((host) => ({ host, port: facts.port })),
          fingerprint: facts.fingerprint,
          people,
          password: Boolean(options.password),
          plain: options.plain,
          ...(restartedAt !== undefined && { restartedAt }),
        };

  const launch = async (
    options: HostOptions,
    port: { wanted: number; tries: number },
    restartedAt?: number,
  ): Promise<Hosting> => {
    set({ state: 'starting' });
    const { name, password, plain, capacity } = options;
    const mine: Omit<Run, 'child'> = {
      options,
      wanted: port.wanted,
      facts: null,
      people: 0,
      gone: false,
      restartedAt,
    };
    const child = deps.fork(
      {
        ...deps.base(),
        port: port.wanted,
        portTries: port.tries,
        name,
        plain,
        ...(password && { password }),
        ...(capacity !== undefined && { capacity }),
      },
      {
        people(people) {
          current.people = people;
          if (run === current && hosting.state === 'open') set(describe(current));
        },
        shutdownAsked: (by) => void stop(by),
        exit(asked) {
          current.gone = true;
          if (!asked && run === current && hosting.state === 'open') void crashed(current);
        },
      },
    );
    const current: Run = Object.assign(mine, { child });
    run = current;
    const outcome = await child.started;
    if (run !== current) return hosting;
    if (!outcome.ok) {
      run = null;
      return set({ state: 'failed', ...outcome.failure });
    }
    current.facts = outcome.facts;
    await deps.onOpen(outcome.facts);
    if (run !== current) return hosting;
    return current.gone ? crashed(current) : set(describe(current));
  };

  /** Once it is started again by itself; dying twice within a minute is not an accident. */
  const crashed = async ({ options, facts }: Run): Promise<Hosting> => {
    run = null;
    const now = deps.now();
    const again = now - lastCrash < HOST_CRASH_WINDOW_MS;
    lastCrash = now;
    if (again || !facts) return set({ state: 'failed', code: 'crashed' });
    return launch(options, { wanted: facts.port, tries: PORT_TRIES }, now);
  };

  const stop = async (by?: string): Promise<void> => {
    const ending = run;
    if (!ending) {
      if (hosting.state !== 'off') set({ state: 'off' });
      return;
    }
    run = null;
    await ending.child.stop(by);
    if (run !== null) return;
    set({ state: 'off' });
    deps.onClosed(by);
  };

  return {
    get hosting() {
      return hosting;
    },
    start(options) {
      if (starting) return starting;
      if (run) return Promise.resolve(hosting);
      const port = options.port
        ? { wanted: options.port, tries: 0 }
        : { wanted: MAIN_PORT, tries: PORT_TRIES };
      starting = launch(options, port).finally(() => {
        starting = null;
      });
      return starting;
    },
    stop,
    refresh() {
      if (run && hosting.state === 'open') set(describe(run));
    },
  };
};
