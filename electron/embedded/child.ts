/** One run of the embedded server: forks it, speaks with it, notices its end. */
import { utilityProcess } from 'electron';
import type { CompatState } from '../../protocol/compat';
import type { FileState } from '../../protocol/file-policy';
import { HOST_START_TIMEOUT_MS, STOP_TIMEOUT_MS } from '../../protocol/limits';
import type { Log } from '../log';
import {
  type Facts,
  type FromServer,
  fromServer,
  type RunningChange,
  type StartFailure,
  type StartOptions,
  type ToServer,
} from './messages';

/** What the process is called in the system's lists. */
export const SERVER_PROCESS = 'sarangbang-server';

export interface ChildEvents {
  people(people: number): void;
  compat(states: readonly CompatState[]): void;
  files(state: FileState): void;
  shutdownAsked(by: string): void;
  /** The server goes on at somebody else's computer: its owner calls `stop`. */
  handedOver(to: string): void;
  /** The process is gone; `asked`: because `stop` was called. */
  exit(asked: boolean): void;
}

export type Brought = Extract<FromServer, { type: 'imported' }>['outcome'];

export interface ServerChild {
  /** Resolves when the server listens, or with why it does not. Never rejects. */
  readonly started: Promise<{ ok: true; facts: Facts } | { ok: false; failure: StartFailure }>;
  /** Resolves when it is done, or when the process is gone. */
  change(change: RunningChange): Promise<void>;
  /** Brings an exported room in; resolves to what came of it, or to a code. */
  bring(file: string, by: string): Promise<Brought>;
  /**
   * Ends it in order, by force after STOP_TIMEOUT_MS and a little. Resolves when it is gone.
   * `again`: clients are told that it comes back at once.
   */
  stop(by?: string, again?: true): Promise<void>;
}

export type Fork = (options: StartOptions, events: ChildEvents) => ServerChild;

export const forker =
  (entry: string, log: Log): Fork =>
  (options, events) => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: SERVER_PROCESS,
      stdio: 'pipe',
    });
    const tell = (message: ToServer) => child.postMessage(message);
    let asked = false;
    let changes = 0;
    const changing = new Map<number, () => void>();
    const bringing = new Map<number, (outcome: Brought) => void>();
    let settle: (outcome: Awaited<ServerChild['started']>) => void = () => {};
    const started = new Promise<Awaited<ServerChild['started']>>((resolve) => {
      settle = resolve;
    });
    const fail = (detail: string) =>
      settle({ ok: false, failure: { code: 'internal', detail: detail.slice(0, 300) } });
    const gone = new Promise<void>((resolve) => {
      child.once('exit', (code) => {
        clearTimeout(tooLate);
        log.info(`embedded server ended (${code}${asked ? ', asked to' : ''})`);
        fail(`the server process ended (${code})`);
        events.exit(asked);
        resolve();
      });
    });
    const tooLate = setTimeout(() => {
      fail('the server did not start in time');
      child.kill();
    }, HOST_START_TIMEOUT_MS);

    child.once('spawn', () => tell({ type: 'start', options }));
    child.on('message', (raw: unknown) => {
      const message = fromServer.safeParse(raw);
      if (!message.success) return log.warn('a message of the embedded server could not be read');
      const said = message.data;
      if (said.type === 'log') log.info(`server: ${said.line}`);
      else if (said.type === 'people') events.people(said.people);
      else if (said.type === 'compat') events.compat(said.states);
      else if (said.type === 'files') events.files(said.state);
      else if (said.type === 'changed') {
        changing.get(said.n)?.();
        changing.delete(said.n);
      } else if (said.type === 'shutdown-asked') events.shutdownAsked(said.by);
      else if (said.type === 'imported') {
        bringing.get(said.n)?.(said.outcome);
        bringing.delete(said.n);
      } else if (said.type === 'handed-over') events.handedOver(said.to);
      else if (said.type === 'open') {
        clearTimeout(tooLate);
        settle({ ok: true, facts: said.facts });
      } else if (said.type === 'failed') {
        settle({ ok: false, failure: said.failure });
        asked = true;
        child.kill();
      }
    });
    child.stderr?.on('data', (chunk: Buffer) => log.warn(`server stderr: ${chunk}`.trimEnd()));
    child.stdout?.resume();

    return {
      started,
      change(change) {
        const n = ++changes;
        tell({ type: 'change', n, change });
        return Promise.race([gone, new Promise<void>((done) => changing.set(n, done))]);
      },
      bring(file, by) {
        const n = ++changes;
        tell({ type: 'import', n, file, by });
        const lost = gone.then((): Brought => ({ code: 'internal' }));
        return Promise.race([lost, new Promise<Brought>((done) => bringing.set(n, done))]);
      },
      async stop(by, again) {
        asked = true;
        tell({ type: 'stop', ...(by !== undefined && { by }), ...(again && { again }) });
        const force = setTimeout(() => child.kill(), STOP_TIMEOUT_MS + 1000);
        await gone;
        clearTimeout(force);
      },
    };
  };
