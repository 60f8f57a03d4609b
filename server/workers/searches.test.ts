/** Searches through real threads over a real file, and the index that follows behind. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../protocol/events';
import { LOBBY } from '../../protocol/ids';
import { SEARCH_BEHIND_MAX, SEARCH_QUEUE_MAX } from '../../protocol/limits';
import { searchQuery } from '../../protocol/search';
import type { Answer } from '../../search/find';
import { openLog } from '../log/open-log';
import { retry } from '../testing/retry';
import { dataFolder } from '../testing/test-server';
import { builtWorker } from '../testing/worker-file';
import type { SearchInput } from './jobs/search';
import { NoThread, WorkerPool } from './pool';
import { Searches } from './searches';

const BY = `k${'a'.repeat(22)}`;
const said = (text: string, ts: number) => ({
  ...{ kind: 'posted' as const, room: LOBBY, by: BY, name: '민수' },
  ...{ ts: 1_700_000_000_000 + ts, text },
});
const input = (word: string, limit = 5): SearchInput => ({
  query: searchQuery.parse({ words: [word] }),
  scope: new Map([[LOBBY, 0]]),
  limit,
});

async function searching(messages: number) {
  const dataDir = await dataFolder();
  const log = await openLog({ dataDir, durability: 'normal', log: () => {}, workers: 1 });
  const events = Array.from({ length: messages }, (_, i) => said(`${i + 1}번째 말 안녕`, i));
  await log.append({ events }).done;
  const lines: string[] = [];
  const pool = new WorkerPool({
    ...{ file: await builtWorker(), data: { log: join(dataDir, 'log.db') }, size: 2 },
    log: (line) => lines.push(line),
  });
  const searches = new Searches(log, pool, 2, (line) => lines.push(line));
  const find = (word: string, limit?: number) =>
    retry(async () => {
      const found = await searches.lookUp(input(word, limit));
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
      throw new Error('no thread yet');
    }, 5_000);
  const close = async () => {
    searches.close();
    await pool.close();
    await log.close();
  };
  return { dataDir, log, pool, lines, find, close };
}
const texts = (found: { hits: ChatEvent[] }) =>
  found.hits.map((hit) => hit.kind === 'posted' && hit.text);

it('the first search finds what is there, and leaves an index behind that later ones use', async () => {
  const { dataDir, log, pool, find, lines, close } = await searching(SEARCH_BEHIND_MAX * 3);
  expect(existsSync(join(dataDir, 'search.db'))).toBe(false);
  expect(texts(await find('7번째 말', 2))).toEqual(['1497번째 말 안녕', '1487번째 말 안녕']);
  // the index is brought up to date between other jobs
  await retry(async () => {
    const { behind } = (await pool.run('search', input('녕'))) as Answer;
    if (behind > 0) throw new Error('behind');
  }, 20_000);
  expect(texts(await find('7번째 말', 2))).toEqual(['1497번째 말 안녕', '1487번째 말 안녕']);
  await log.append({ events: [said('방금 한 말', 99_999)] }).done;
  expect(texts(await find('방금'))).toEqual(['방금 한 말']);
  const edited = { kind: 'edited' as const, target: 3, text: '고친 말' };
  const { ts, room, by, name } = said('', 100_000);
  await log.append({ events: [{ ...edited, ts, room, by, name }] }).done;
  expect(texts(await find('고친'))).toEqual(['고친 말']);
  expect(texts(await find('3번째', 50))).not.toContain('3번째 말 안녕');
  const gone = { kind: 'deleted' as const, target: 3, ts, room, by, name };
  await log.append({ events: [gone] }).done;
  expect(texts(await find('고친'))).toEqual([]);
  // A room that is deleted leaves the index too, whenever its messages came into it.
  const docs = () => {
    const index = new DatabaseSync(join(dataDir, 'search.db'), { readOnly: true });
    const { n } = index.prepare('SELECT count(*) AS n FROM docs').get() as { n: number };
    index.close();
    return n;
  };
  expect(docs()).toBeGreaterThan(SEARCH_BEHIND_MAX);
  await log.append({ events: [{ kind: 'ended', ts, room, by, name }] }).done;
  expect(texts(await find('안녕'))).toEqual([]);
  while (await retry(() => pool.run('indexLog', null), 5_000));
  expect(docs()).toBe(0);
  expect(lines).toEqual([]);
  await close();
});

describe('searches that wait', () => {
  const held = () => {
    const running: (() => void)[] = [];
    const run = ((job: string) => {
      if (job !== 'search') return Promise.resolve(0);
      return new Promise<unknown>((resolve) => {
        running.push(() => resolve({ hits: [], more: false, behind: 0 }));
      });
    }) as unknown as WorkerPool['run'];
    return { run, running };
  };
  const log = { head: () => 0, follow: () => () => {} };

  it('leave a thread to those who read, and have a bound', async () => {
    const { run, running } = held();
    const searches = new Searches(log, { run }, 3, () => {});
    const all = Array.from({ length: SEARCH_QUEUE_MAX + 2 }, () => searches.lookUp(input('x')));
    await new Promise((resolve) => setImmediate(resolve));
    expect(running).toHaveLength(2);
    await expect(searches.lookUp(input('x'))).rejects.toMatchObject({
      error: { code: 'slow-down' },
    });
    for (let i = 0; i < all.length; i += 1) {
      running[i]?.();
      await all[i];
    }
    expect(running).toHaveLength(all.length);
  });
  it('are handed back while there is no thread', async () => {
    const run = (() => Promise.reject(new NoThread())) as WorkerPool['run'];
    const searches = new Searches(log, { run }, 2, () => {});
    expect(await searches.lookUp(input('x'))).toBeNull();
    expect(await searches.lookUp(input('x'))).toBeNull();
  });
});
