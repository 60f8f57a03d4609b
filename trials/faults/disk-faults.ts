/**
 * A disk that fails: calls of a running server are answered with an error by strace, now this one
 * and now that. Whatever fails, a message is accepted or refused in so many words, the server goes
 * on, and afterwards everything that was accepted is there, once and in order.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newKey } from '../../server/testing/native-client';
import { DidNotStart, House } from '../support/house';
import { insist, saidIn } from './sender';

export interface Fault {
  readonly call: 'pwrite64' | 'fsync' | 'fdatasync' | 'ftruncate' | 'pread64';
  readonly error: 'ENOSPC' | 'EIO';
}
export const FAULTS: readonly Fault[] = [
  { call: 'pwrite64', error: 'ENOSPC' },
  { call: 'pwrite64', error: 'EIO' },
  { call: 'fsync', error: 'EIO' },
  { call: 'fdatasync', error: 'EIO' },
  { call: 'ftruncate', error: 'EIO' },
];

export interface Outcome {
  readonly messages: number;
  readonly refusals: number;
  /** Faults that the server spoke of. */
  readonly said: number;
}

const LOG_FILES = ['log.db', 'log.db-wal', 'log.db-journal'];
const FLAGS = ['--rate-limit', 'off'];

/** strace's words for it: only calls on the log's files, from the `first` on every `every`-th. */
const failing = (folder: string, { call, error }: Fault, first: number, every: number) => [
  ...['strace', '-f', '-o', '/dev/null', '-e', `trace=${call}`, '-e', 'signal=none'],
  ...LOG_FILES.flatMap((name) => ['-P', path.join(folder, name)]),
  ...['-e', `inject=${call}:error=${error}:when=${first}+${every}`],
];

export interface FaultRun {
  readonly fault: Fault;
  readonly messages: number;
  /** Which calls fail: `first`, `first + every`, and so on. */
  readonly first: number;
  readonly every: number;
}

/** Rejects when something is not as promised. */
export async function failDisk({ fault, messages, first, every }: FaultRun): Promise<Outcome> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'sarangbang-faults-'));
  const folder = path.join(scratch, 'data');
  const texts = Array.from({ length: messages }, (_, i) => `${i} ${'말'.repeat(1 + (i % 200))}`);
  try {
    // the first start of all makes the files, with nothing in the way
    await (await House.open({ folder, flags: FLAGS })).end();
    const under = failing(folder, fault, first, every);
    const house = await startedAtLast({ folder, flags: FLAGS, under });
    const key = newKey();
    const { seqs, refusals } = await insist(house, texts, key).catch((why) => {
      throw new Error(`${why.message}; the server said ${house.lines.slice(-12).join('; ')}`);
    });
    if (!house.running) throw new Error('the server is gone');
    const said = house.lines.filter((line) => line.startsWith('the log could not commit')).length;
    await house.end('SIGKILL');

    const sound = await House.open({ folder, flags: FLAGS });
    const found = await saidIn(sound);
    await sound.end();
    const wanted = texts.map((text, i) => ({ seq: seqs[i], text }));
    const same = JSON.stringify(found) === JSON.stringify(wanted);
    if (!same) throw new Error(`not what was accepted: ${found.length} of ${messages}`);
    return { messages, refusals, said };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
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
