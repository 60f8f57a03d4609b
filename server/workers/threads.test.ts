/** History through threads, over a real file and a real socket: the same as in place. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../protocol/events';
import { LOBBY } from '../../protocol/ids';
import { PAGE_MAX_EVENTS } from '../../protocol/limits';
import { openLog } from '../log/open-log';
import { join as enter, type NativeClient, newKey } from '../testing/native-client';
import { retry } from '../testing/retry';
import { dataFolder, testServer } from '../testing/test-server';
import { builtWorker } from '../testing/worker-file';
import { pagesOf } from './pages';
import { WorkerPool } from './pool';
import { plannedThreads } from './threads';

const EVENTS = 450;
const post = (text: string, room = LOBBY) => ({
  kind: 'posted' as const,
  room,
  ts: 1,
  by: `k${'a'.repeat(22)}`,
  name: '민수',
  text,
});

async function filled(dataDir: string) {
  const log = await openLog({ dataDir, durability: 'normal', log: () => {}, workers: 1 });
  const events = Array.from({ length: EVENTS }, (_, i) => post(`${i + 1} 안녕하세요 👍`));
  await log.append({ events }).done;
  return log;
}

async function threads(dataDir: string) {
  const log = await filled(dataDir);
  const pool = new WorkerPool({
    file: await builtWorker(),
    data: { log: join(dataDir, 'log.db') },
    size: 1,
    log: (line) => {
      throw new Error(line);
    },
  });
  const readPage = pagesOf(log, pool);
  const read = (range: Parameters<typeof readPage>[1], room = LOBBY) =>
    retry(async () => {
      const page = await readPage(room, range);
      if (page) return page;
      await new Promise((resolve) => setTimeout(resolve, 5));
      throw new Error('no thread yet');
    }, 5_000);
  return { log, pool, read, close: () => pool.close().then(() => log.close()) };
}

describe('a page that a thread reads', () => {
  it('is what the log itself reads, for every kind of range', async () => {
    const { log, read, close } = await threads(await dataFolder());
    const ranges = [
      { limit: 20 },
      { after: 0, limit: 200 },
      { after: 440, limit: 200 },
      { before: 7, limit: 200 },
      { before: 300, limit: 30 },
      { after: 10, before: 20, limit: 200 },
      { after: 9999, limit: 5 },
    ];
    for (const range of ranges) {
      for (const maxBytes of [48 * 1024, 500, 1]) {
        const { events, more } = await read({ ...range, maxBytes });
        const here = log.read(LOBBY, { ...range, maxBytes });
        expect({ events: JSON.parse(Buffer.from(events).toString()), more }).toEqual(here);
      }
    }
    const none = await read({ limit: 5, maxBytes: 5 }, 'rnever-heard');
    expect(Buffer.from(none.events).toString()).toBe('[]');
    await close();
  });

  it('holds up no checkpoint, also when it was cut short, and sees what was written since', async () => {
    const dataDir = await dataFolder();
    const { log, read, close } = await threads(dataDir);
    await read({ limit: 200, maxBytes: 1 });
    await log.append({ events: [post('newest')] }).done;
    const { events } = await read({ limit: 1, maxBytes: 1 });
    expect(JSON.parse(Buffer.from(events).toString())).toMatchObject([{ text: 'newest' }]);
    const db = new DatabaseSync(join(dataDir, 'log.db'));
    expect(db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()).toMatchObject({ busy: 0, log: 0 });
    db.close();
    await close();
  });
});

describe('a server with threads', () => {
  async function server(dataDir: string) {
    const log = await filled(dataDir);
    await log.close();
    return testServer({ dataDir, workers: 2 }, { workerFile: await worker(dataDir) });
  }
  /** The threads' code, which leaves a mark beside the log when it runs. */
  async function worker(dataDir: string): Promise<string> {
    const file = join(dataDir, 'worker.mjs');
    const [real, mark] = [pathToFileURL(await builtWorker()).href, join(dataDir, 'runs')];
    writeFileSync(
      file,
      `import '${real}'; import { writeFileSync } from 'node:fs'; writeFileSync('${mark}', '');`,
    );
    return file;
  }
  /** Reads until it is threads that answer. */
  async function warmUp(app: NativeClient, dataDir: string): Promise<void> {
    await retry(async () => {
      await app.run({ verb: 'history', room: LOBBY, limit: 1 });
      if (existsSync(join(dataDir, 'runs'))) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
      throw new Error('no thread runs');
    }, 5_000);
    await app.run({ verb: 'history', room: LOBBY, limit: 1 });
  }
  type Page = { events: ChatEvent[]; head: number; more: boolean };

  it('answers history with the same pages, in the order in which they were asked for', async () => {
    const dataDir = await dataFolder();
    const { port, stop, lines } = await server(dataDir);
    const app = await enter({ port, tls: true, name: '지훈', key: newKey() });
    await warmUp(app, dataDir);
    const asked = Array.from({ length: 30 }, (_, i) => i + 2);
    const order: number[] = [];
    const pages = await Promise.all(
      asked.map(async (before) => {
        const { ok, ...reply } = await app.run({ verb: 'history', room: LOBBY, before, limit: 3 });
        expect(ok).toBe(true);
        order.push(before);
        return (reply as unknown as { result: Page }).result;
      }),
    );
    expect(order).toEqual(asked);
    pages.forEach((page, i) => {
      const newest = (asked[i] as number) - 1;
      const seqs = [newest - 2, newest - 1, newest].filter((seq) => seq > 0);
      expect(page.events.map(({ seq }) => seq)).toEqual(seqs);
      expect(page.more).toBe(newest > 3);
      expect(page.head).toBe(EVENTS + 1);
    });
    expect(lines).toEqual([]);
    app.close();
    await stop();
  });

  it('shows nothing that came after the question, and everything that was accepted before', async () => {
    const dataDir = await dataFolder();
    const { port } = await server(dataDir);
    const app = await enter({ port, tls: true, name: '지훈', key: newKey() });
    await warmUp(app, dataDir);
    let accepted = EVENTS + 1;
    for (let round = 0; round < 10; round += 1) {
      const posts = Array.from({ length: 3 }, (_, i) => app.post(`${round} ${i}`));
      const asked = app.run({ verb: 'history', room: LOBBY, limit: PAGE_MAX_EVENTS });
      const more = app.post(`${round} later`);
      const { result } = (await asked) as unknown as { result: Page };
      expect(result.events.at(-1)?.seq).toBe(result.head);
      expect(result.head).toBeGreaterThanOrEqual(accepted);
      await Promise.all([...posts, more]);
      accepted += 4;
    }
    app.close();
  });

  it('refuses a second server, with threads or without', async () => {
    const dataDir = await dataFolder();
    const { stop } = await server(dataDir);
    for (const workers of [0, 2]) {
      await expect(
        testServer({ dataDir, workers }, { workerFile: await builtWorker() }),
      ).rejects.toThrow('another server is using');
    }
    await stop();
    const next = await testServer({ dataDir, workers: 0 });
    await next.stop();
  });
});

it('threads are planned as the options, the log and the build allow', () => {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const planned = (workers: number, dataDir: string | null, file: string | null) =>
    plannedThreads({ workers, dataDir, log }, file).count;
  expect(planned(2, '/data', '/worker.js')).toBe(2);
  expect(planned(2, null, '/worker.js')).toBe(0);
  expect(planned(0, '/data', '/worker.js')).toBe(0);
  expect(lines).toEqual([]);
  expect(planned(2, '/data', null)).toBe(0);
  expect(lines).toHaveLength(1);
  for (const wrong of [-1, 1.5, 17, Number.NaN]) {
    expect(() => planned(wrong, '/data', null)).toThrow(RangeError);
  }
});
