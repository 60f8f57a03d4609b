import { EventEmitter, on } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../protocol/errors';
import { NoThread, type PoolOptions, WorkerPool } from './pool';

/** A thread that does what the room's name says, and tells in which process and thread. */
const THREAD = `
import { parentPort, threadId } from 'node:worker_threads';
parentPort.on('message', (message) => {
  if (message === 'stop') return parentPort.close();
  const { room } = message.input;
  if (room === 'die') process.exit(1);
  if (room === 'hang') return;
  if (room === 'throw') parentPort.postMessage({ ok: false, why: 'broken page' });
  else parentPort.postMessage({ ok: true, output: { room, threadId } });
});
parentPort.postMessage('ready');
`;
const range = { limit: 1, maxBytes: 1 };

let folder: string;
const pools: WorkerPool[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sarangbang-pool-'));
});
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
  rmSync(folder, { recursive: true, force: true });
});

const lines: string[] = [];
/** Tells of every thread that is ready and of every line of a log. */
const told = new EventEmitter();
async function open(more: Partial<PoolOptions> = {}, code = THREAD): Promise<WorkerPool> {
  const file = join(folder, `thread-${pools.length}.mjs`);
  writeFileSync(file, code);
  const log = (line: string) => {
    lines.push(line);
    told.emit('told');
  };
  const onReady = () => told.emit('told', 'ready');
  const pool = new WorkerPool({
    file,
    data: { log: '' },
    size: 1,
    log,
    onReady,
    restartMs: 1,
    ...more,
  });
  pools.push(pool);
  return pool;
}
/** As soon as it holds, looked at again with everything that is told; listens at once. */
const until = async (holds: (what?: string) => boolean): Promise<void> => {
  const news = on(told, 'told');
  if (holds()) return void news.return?.();
  for await (const [what] of news) if (holds(what)) return;
};
/** The first job starts the threads, and finds none. */
const ready = async (more?: Partial<PoolOptions>) => {
  const pool = await open(more);
  const usable = until(() => pool.usable);
  await expect(ask(pool, 'first')).rejects.toBeInstanceOf(NoThread);
  await usable;
  return pool;
};
/** Two that work at the same time. */
const twoReady = async () => {
  let count = 0;
  const both = until((what) => {
    if (what === 'ready') count += 1;
    return count === 2;
  });
  const pool = await ready({ size: 2 });
  await both;
  return pool;
};
const ask = (pool: WorkerPool, room: string) =>
  pool.run('page', { room, range }) as unknown as Promise<{ room: string; threadId: number }>;

describe('threads', () => {
  it('do jobs in the order in which they came, and answer each', async () => {
    const pool = await ready();
    const done: string[] = [];
    const asked = ['a', 'b', 'c', 'd'].map((room) =>
      ask(pool, room).then((r) => done.push(r.room)),
    );
    await Promise.all(asked);
    expect(done).toEqual(['a', 'b', 'c', 'd']);
  });

  it('work beside each other, and beside one that hangs', async () => {
    const pool = await twoReady();
    const hanging = expect(ask(pool, 'hang')).rejects.toBeInstanceOf(NoThread);
    expect((await ask(pool, 'a')).room).toBe('a');
    await pool.close();
    await hanging;
  });

  it('tell what went wrong in a job, and go on', async () => {
    const pool = await ready();
    await expect(ask(pool, 'throw')).rejects.toThrow('broken page');
    expect((await ask(pool, 'a')).room).toBe('a');
  });

  it('that die take their own job with them, leave the others to their asker, and come back', async () => {
    const pool = await ready();
    const fatal = expect(ask(pool, 'die')).rejects.toThrow('its thread ended');
    const behind = expect(ask(pool, 'a')).rejects.toBeInstanceOf(NoThread);
    await Promise.all([fatal, behind]);
    await until(() => pool.usable);
    expect((await ask(pool, 'a')).room).toBe('a');
  });

  it('of which one dies leave its queue to the other', async () => {
    const pool = await twoReady();
    const fatal = expect(ask(pool, 'die')).rejects.toThrow('its thread ended');
    const others = ['x', 'y', 'z'].map((room) => ask(pool, room));
    expect((await Promise.all(others)).map(({ room }) => room)).toEqual(['x', 'y', 'z']);
    await fatal;
  });

  it('are not given more than the queue holds', async () => {
    const pool = await ready({ queueMax: 2 });
    const waiting = Promise.allSettled(['hang', 'a', 'b'].map((room) => ask(pool, room)));
    const last: unknown = await ask(pool, 'c').catch((why: unknown) => why);
    expect(last).toBeInstanceOf(Refusal);
    expect((last as Refusal).error).toMatchObject({ code: 'slow-down', retryAfterMs: 1000 });
    await pool.close();
    expect((await waiting).map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
  });

  it('that cannot be started are given up, and everything is done in place', async () => {
    const pool = await open({}, 'throw new Error("no such module");');
    await expect(ask(pool, 'a')).rejects.toBeInstanceOf(NoThread);
    await until(() => lines.some((line) => line.startsWith('threads cannot be started here')));
    expect(pool.usable).toBe(false);
  });
});
