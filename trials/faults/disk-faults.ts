/**
 * A disk that fails: calls of a running server are answered with an error by strace, now this one
 * and now that. Whatever fails, a message is accepted or refused in so many words, the server goes
 * on, and afterwards everything that was accepted is there, once and in order.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLog } from '../../server/log/open-log';
import { newKey } from '../../server/testing/native-client';
import { DidNotStart, House } from '../support/house';
import { insist } from './sender';

const CALLS = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate'] as const;
type Call = (typeof CALLS)[number];

export interface Fault {
  readonly call: Call;
  readonly error: 'ENOSPC' | 'EIO';
  /** From one call that fails to the next: a commit and the check after it must fit between. */
  readonly apart: number;
  /** Now and then a write fails too: the call is one of those that follow upon a failure. */
  readonly beside?: true;
}
export const FAULTS: readonly Fault[] = [
  { call: 'pwrite64', error: 'ENOSPC', apart: 61 },
  { call: 'pwrite64', error: 'EIO', apart: 61 },
  { call: 'fsync', error: 'EIO', apart: 13 },
  { call: 'fdatasync', error: 'EIO', apart: 13 },
  { call: 'ftruncate', error: 'EIO', apart: 3, beside: true },
];
const WRITES_APART = 97;

export interface Outcome {
  readonly messages: number;
  readonly refusals: number;
  /** Calls that were answered with an error. */
  readonly failed: number;
  /** Commits that failed, as the server said. */
  readonly said: number;
}

const LOG_FILES = ['log.db', 'log.db-wal', 'log.db-journal'];
const FLAGS = ['--rate-limit', 'off'];
/** On their way together: a commit of more would be larger than the distance of two failures. */
const AT_ONCE = 4;
const ALL = { limit: 1_000_000, maxBytes: 1e12 };

const textsOf = (messages: number): string[] =>
  Array.from({ length: messages }, (_, i) => `${i} ${'말'.repeat(1 + (i % 200))}`);

/** A folder with the files of a server in it, to be copied, and a place for what becomes of them. */
export class Ground {
  private constructor(private readonly scratch: string) {}

  static async prepare(): Promise<Ground> {
    const ground = new Ground(mkdtempSync(path.join(tmpdir(), 'sarangbang-faults-')));
    // the first start of all makes the files, with nothing in the way
    const folder = path.join(ground.scratch, 'first');
    await (await House.open({ folder, flags: FLAGS })).end();
    return ground;
  }

  /** Removed when `use` is done. */
  async with<T>(use: (folder: string, trace: string) => Promise<T>): Promise<T> {
    const place = mkdtempSync(path.join(this.scratch, 'run-'));
    const folder = path.join(place, 'data');
    mkdirSync(folder, { mode: 0o700 });
    cpSync(path.join(this.scratch, 'first'), folder, { recursive: true });
    try {
      return await use(folder, path.join(place, 'trace'));
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  }

  remove(): void {
    rmSync(this.scratch, { recursive: true, force: true });
  }
}

/** strace, of these calls on the log's files only. `injects`: in strace's words, what fails. */
const traced = (
  folder: string,
  trace: string,
  calls: readonly string[],
  injects: readonly string[] = [],
) => [
  ...['strace', '-f', '-o', trace, '-e', `trace=${calls}`, '-e', 'signal=none'],
  ...LOG_FILES.flatMap((name) => ['-P', path.join(folder, name)]),
  ...injects.flatMap((inject) => ['-e', `inject=${inject}`]),
];

/** How often a server makes each call when nothing fails: until it listens, and for so many messages. */
export interface Counted {
  readonly start: ReadonlyMap<string, number>;
  readonly all: ReadonlyMap<string, number>;
}

export const countCalls = (ground: Ground, messages: number): Promise<Counted> =>
  ground.with(async (folder, trace) => {
    const house = await House.open({ folder, flags: FLAGS, under: traced(folder, trace, CALLS) });
    const start = countOf(trace);
    await insist(house, textsOf(messages), newKey(), { atOnce: AT_ONCE });
    await house.end('SIGKILL');
    return { start, all: countOf(trace) };
  });

function countOf(trace: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, call = ''] of readFileSync(trace, 'utf8').matchAll(/^\d+ +(\w+)\(/gm)) {
    counts.set(call, (counts.get(call) ?? 0) + 1);
  }
  return counts;
}

export interface FaultRun {
  readonly fault: Fault;
  readonly messages: number;
  /** Of a server that was started with nothing in the way. */
  readonly start: ReadonlyMap<string, number>;
  /** The first call that fails is this one after the start, counted from 0. */
  readonly shift: number;
}

/** Rejects when something is not as promised. */
export const failDisk = (ground: Ground, run: FaultRun): Promise<Outcome> =>
  ground.with(async (folder, trace) => {
    const { messages, start, shift } = run;
    const { call, error, apart, beside } = run.fault;
    const texts = textsOf(messages);
    const first = (of: string) => (start.get(of) ?? 0) + 1;
    const injects = [`${call}:error=${error}:when=${first(call) + shift}+${apart}`];
    if (beside) injects.push(`pwrite64:error=EIO:when=${first('pwrite64')}+${WRITES_APART}`);
    const under = traced(folder, trace, beside ? [call, 'pwrite64'] : [call], injects);
    const house = await startedAtLast({ folder, flags: FLAGS, under });
    const key = newKey();
    const { seqs, refusals } = await insist(house, texts, key, { atOnce: AT_ONCE }).catch((why) => {
      throw new Error(`${why.message}; the server said ${house.lines.slice(-12).join('; ')}`);
    });
    if (!house.running) throw new Error('the server is gone');
    const said = house.lines.filter((line) => line.startsWith('the log could not commit')).length;
    await house.end('SIGKILL');
    const failed = readFileSync(trace, 'utf8')
      .split('\n')
      .filter((line) => line.includes(`${call}(`) && line.includes('(INJECTED)')).length;

    const found = await saidInLog(folder);
    const wanted = texts.map((text, i) => ({ seq: seqs[i], text }));
    const same = JSON.stringify(found) === JSON.stringify(wanted);
    if (!same) throw new Error(`not what was accepted: ${found.length} of ${messages}`);
    return { messages, refusals, failed, said };
  });

/** Opened as the next start of a server opens it: seq and text of each message in the lobby. */
async function saidInLog(dataDir: string): Promise<{ seq: number; text: string }[]> {
  const log = await openLog({ dataDir, durability: 'full', log: () => {} });
  try {
    const { events } = log.read('lobby', { after: 0, ...ALL });
    let prev = 0;
    for (const event of events) {
      if (event.prev !== prev) throw new Error(`a hole before ${event.seq}`);
      prev = event.seq;
    }
    return events.flatMap((event) =>
      event.kind === 'posted' ? [{ seq: event.seq, text: event.text }] : [],
    );
  } finally {
    await log.close();
  }
}

/** A server that cannot open its log says so and ends; the next start has other calls fail. */
async function startedAtLast(options: Parameters<typeof House.open>[0]): Promise<House> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await House.open(options);
    } catch (why) {
      const told = why instanceof DidNotStart && why.code === 1 && why.message !== '';
      if (!told || tries > 3) throw why;
    }
  }
}
