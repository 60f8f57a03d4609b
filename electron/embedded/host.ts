/**
 * This computer's own room: opens and closes it, notices when its process dies and starts it
 * again once by itself, with the same data folder and port (docs/ARCHITECTURE.md).
 */
import type { CompatListener, CompatState } from '../../protocol/compat';
import type { FileState } from '../../protocol/file-policy';
import type { Hosting } from '../../protocol/ipc';
import type { News } from '../../protocol/lan';
import { HOST_CRASH_WINDOW_MS, MAIN_PORT, PORT_TRIES } from '../../protocol/limits';
import type { HostChange, HostOptions } from '../../protocol/settings';
import type { Brought, Fork, ServerChild } from './child';
import type { Facts, StartOptions } from './messages';

/** A change of one wire has become all that are asked for (protocol/compat.ts `withChange`). */
export type RoomChange = Omit<HostChange, 'wire'> & { compat?: CompatListener[] };

export interface Host {
  readonly hosting: Hosting;
  /** Resolves when the room is open, or with why it is not. Starting twice is one start. */
  start(options: HostOptions): Promise<Hosting>;
  /** Resolves when it is as wanted; throws when no room is open. */
  change(change: RoomChange): Promise<Hosting>;
  /**
   * Closes the room for a moment and opens it under a new key, which the old one has signed.
   * Resolves to how it is open then; throws when no room is open.
   */
  renewKey(): Promise<Hosting>;
  /** Brings an exported room in; throws when no room is open. */
  bring(file: string, by: string): Promise<Brought>;
  /** Resolves when everything is on disk and the process is gone. */
  stop(by?: string): Promise<void>;
  /** The network's addresses changed. */
  refresh(): void;
}

export interface HostDeps {
  fork: Fork;
  /** What every start has in common. */
  base: () => Pick<StartOptions, 'dataDir' | 'hosts' | 'version' | 'owner' | 'lanPort'>;
  addresses: () => string[];
  /** TCP port that is tried first where none was chosen; left out: MAIN_PORT. */
  firstPort?: number;
  now: () => number;
  onChange(hosting: Hosting): void;
  /** The server listens; resolves when the app's own client is in, or has waited long enough. */
  onOpen(facts: Facts): Promise<void>;
  /** Closed by a person, here (`by` left out) or with `/shutdown`. */
  onClosed(by?: string): void;
  /** It goes on at somebody else's computer; its process is gone. */
  onHandedOver(): void;
}

interface Run {
  child: ServerChild;
  options: HostOptions;
  wanted: number;
  facts: Facts | null;
  people: number;
  compat: readonly CompatState[];
  files?: FileState;
  news: News | undefined;
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

  const describe = (shown: Run): Hosting => {
    const { facts, options, wanted, people, compat, files, news, restartedAt } = shown;
    return facts === null
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
          discoverable: options.discoverable,
          compat: [...compat],
          ...(news && { news }),
          ...(files && { files }),
          ...(restartedAt !== undefined && { restartedAt }),
        };
  };

  const launch = async (
    options: HostOptions,
    port: { wanted: number; tries: number },
    before?: { restartedAt?: number; news: News | undefined; renewKey?: true },
  ): Promise<Hosting> => {
    set({ state: 'starting' });
    const { name, password, plain, capacity, discoverable, compat = [], files } = options;
    const mine: Omit<Run, 'child'> = {
      options,
      wanted: port.wanted,
      facts: null,
      people: 0,
      compat: [],
      news: before?.news,
      gone: false,
      ...(before?.restartedAt !== undefined && { restartedAt: before.restartedAt }),
    };
    /** Shown once the room is open; what is said before belongs to its opening. */
    const tell = () => {
      if (run === current && hosting.state === 'open') set(describe(current));
    };
    const child = deps.fork(
      {
        ...deps.base(),
        port: port.wanted,
        portTries: port.tries,
        name,
        plain,
        discoverable,
        compat,
        ...(before?.news && { news: before.news }),
        ...(before?.renewKey && { renewKey: true }),
        ...(password && { password }),
        ...(capacity !== undefined && { capacity }),
        ...(files && { files }),
      },
      {
        people(people) {
          current.people = people;
          tell();
        },
        compat(states) {
          current.compat = states;
          tell();
        },
        files(state) {
          current.files = state;
          tell();
        },
        shutdownAsked: (by) => void stop(by),
        handedOver: () => void over(current),
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
  const crashed = async ({ options, facts, news }: Run): Promise<Hosting> => {
    run = null;
    const now = deps.now();
    const again = now - lastCrash < HOST_CRASH_WINDOW_MS;
    lastCrash = now;
    if (again || !facts) return set({ state: 'failed', code: 'crashed' });
    return launch(options, { wanted: facts.port, tries: PORT_TRIES }, { restartedAt: now, news });
  };

  const change = async ({ news: text, ...options }: RoomChange): Promise<Hosting> => {
    const current = run;
    if (!current || hosting.state !== 'open') throw new Error('no room is open here');
    current.options = { ...current.options, ...options };
    if (text !== undefined) current.news = text ? { text, at: deps.now() } : undefined;
    await current.child.change({
      ...options,
      ...(text !== undefined && { news: current.news ?? null }),
    });
    return run === current && hosting.state === 'open' ? set(describe(current)) : hosting;
  };

  const renewed = async ({ child, options, facts, news }: Run): Promise<Hosting> => {
    run = null;
    set({ state: 'starting' });
    await child.stop(undefined, true);
    const wanted = facts?.port ?? deps.firstPort ?? MAIN_PORT;
    return launch(options, { wanted, tries: PORT_TRIES }, { news, renewKey: true });
  };

  /** It goes on elsewhere: nobody closed it, and it is not opened again here. */
  const over = async (ending: Run): Promise<void> => {
    if (run === ending) run = null;
    await ending.child.stop();
    if (run !== null) return;
    set({ state: 'off' });
    deps.onHandedOver();
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
        : { wanted: deps.firstPort ?? MAIN_PORT, tries: PORT_TRIES };
      starting = launch(options, port).finally(() => {
        starting = null;
      });
      return starting;
    },
    change,
    renewKey() {
      if (starting || !run || hosting.state !== 'open') throw new Error('no room is open here');
      starting = renewed(run).finally(() => {
        starting = null;
      });
      return starting;
    },
    async bring(file, by) {
      if (!run || hosting.state !== 'open') throw new Error('no room is open here');
      return run.child.bring(file, by);
    },
    stop,
    refresh() {
      if (run && hosting.state === 'open') set(describe(run));
    },
  };
};
