/** The copy first, the server for what it lacks; and the thread that reads a copy on disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { CommandInput } from '../protocol/commands';
import type { Reply } from '../protocol/replies';
import { type Found, type SearchHits, searchQuery } from '../protocol/search';
import { SearchThread } from './search/thread';
import { Searching, type SearchingDeps } from './searching';
import { openMemoryStore } from './store/memory-store';
import { openSqliteStore } from './store/sqlite-store';

const ANN = `k${'a'.repeat(22)}`;
const ROOM = 'lobby';
const said = (seq: number, text: string, more: Partial<Found> = {}): Found => ({
  ...{ kind: 'posted', room: ROOM, seq, prev: seq - 1, ts: 1_700_000_000_000 + seq },
  ...{ by: ANN, name: 'Ann', text },
  ...more,
});
const query = (word: string) => searchQuery.parse({ words: [word] });
const texts = ({ hits }: { hits: Found[] }) => hits.map(({ text }) => text);

function searching(events: Found[], more: Partial<SearchingDeps> & { server?: Found[] } = {}) {
  const store = openMemoryStore();
  if (events.length > 0) store.addEvents(ROOM, events, 'restart');
  const asked: CommandInput[] = [];
  const head = more.server?.at(-1)?.seq ?? events.at(-1)?.seq ?? 0;
  const deps: SearchingDeps = {
    store,
    copy: undefined,
    rooms: () => [{ id: ROOM, head }],
    online: () => true,
    async ask(command): Promise<Reply> {
      asked.push(command);
      const hits = [...(more.server ?? [])].reverse();
      return { ok: true, result: { hits, more: false } satisfies SearchHits };
    },
    ...more,
  };
  const find = (word: string, limit = 50) =>
    new Searching(deps).find({ query: query(word), limit });
  return { find, asked, store };
}
const WHOLE = [said(1, '하나'), said(2, '둘 하나'), said(3, '셋')];

describe('a search', () => {
  it('asks nobody when the copy holds all there is', async () => {
    const { find, asked } = searching(WHOLE);
    expect(texts(await find('하'))).toEqual(['둘 하나', '하나']);
    expect(asked).toEqual([]);
  });
  it('asks the server for what is older than the copy, and shows nothing twice', async () => {
    const { find, asked } = searching(WHOLE.slice(1), { server: WHOLE.slice(0, 2) });
    expect(texts(await find('하나'))).toEqual(['둘 하나', '하나']);
    expect(asked).toMatchObject([{ verb: 'search', query: { words: ['하나'] }, limit: 50 }]);
    expect(asked[0]).not.toHaveProperty('rooms');
  });
  it('asks the server for what is newer than the copy', async () => {
    const { find } = searching(WHOLE.slice(0, 1), { server: [said(9, '하나 더')] });
    expect(texts(await find('하나'))).toEqual(['하나 더', '하나']);
  });
  it('asks nobody for a page that ends where nothing can be lacking', async () => {
    const { find, asked } = searching(
      WHOLE.slice(1).map((m) => ({ ...m, text: 'x' })),
      {
        server: WHOLE,
      },
    );
    expect((await find('x', 1)).more).toBe(true);
    expect(asked).toEqual([]);
  });
  it('says when only the copy was searched', async () => {
    const away = searching(WHOLE, { online: () => false });
    expect(await away.find('하나')).toMatchObject({
      copyOnly: true,
      hits: [{ seq: 2 }, { seq: 1 }],
    });
    const old = searching(WHOLE.slice(1), {
      ask: async () => ({ ok: false, error: { code: 'unknown-command' } }),
    });
    expect(await old.find('하나')).toMatchObject({ copyOnly: true, hits: [{ seq: 2 }] });
    const cut = searching(WHOLE.slice(1), { ask: () => Promise.reject(new Error('cut')) });
    expect(await cut.find('하나')).toMatchObject({ copyOnly: true });
    expect(await searching(WHOLE).find('하나')).not.toHaveProperty('copyOnly');
  });
  it('asks once more when it was told to wait', async () => {
    let asked = 0;
    const { find } = searching(WHOLE.slice(1), {
      async ask() {
        asked += 1;
        if (asked === 1) return { ok: false, error: { code: 'slow-down', retryAfterMs: 1 } };
        return { ok: true, result: { hits: [WHOLE[0]], more: false } };
      },
    });
    const found = await find('하나');
    expect(texts(found)).toEqual(['둘 하나', '하나']);
    expect(found).not.toHaveProperty('copyOnly');
  });
  it('looks in place where the thread cannot', async () => {
    const { find } = searching(WHOLE, {
      copy: { find: async () => null, leave: async () => {} },
    });
    expect(texts(await find('셋'))).toEqual(['셋']);
  });
  it('finds what a message says now', async () => {
    const { find, store } = searching(WHOLE);
    const { ts, by, name, room } = said(4, '');
    const edited = { kind: 'edited' as const, seq: 4, prev: 3, target: 3, text: '넷' };
    store.addEvents(ROOM, [{ ...edited, ts, by, name, room }], 'live');
    expect(texts(await find('넷'))).toEqual(['넷']);
    expect(texts(await find('셋'))).toEqual([]);
  });
});

describe('the thread', () => {
  const code = path.join(
    import.meta.dirname,
    `../node_modules/.cache/sarangbang/copy-search-${process.pid}.mjs`,
  );
  beforeAll(async () => {
    await build({
      ...{ entryPoints: [path.join(import.meta.dirname, 'search/entry.ts')], outfile: code },
      ...{ bundle: true, platform: 'node', format: 'esm', packages: 'external' },
      logLevel: 'silent',
    });
  });
  afterAll(() => rmSync(code, { force: true }));

  function copy() {
    const folder = mkdtempSync(path.join(tmpdir(), 'sarangbang-copy-'));
    const lines: string[] = [];
    const file = path.join(folder, 'copy.db');
    const store = openSqliteStore(file);
    store.startOver('0123456789abcdef');
    const thread = new SearchThread(code, (line) => lines.push(line));
    onTestFinished(async () => {
      await thread.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const search = thread.of(file);
    const find = async (word: string) => {
      const ask = { query: query(word), scope: new Map([[ROOM, 0]]), limit: 50, budgetMs: 60_000 };
      const found = await search.find(ask);
      return found?.hits.map(({ seq }) => seq);
    };
    return { store, find, search, lines, thread };
  }

  it('sees what the client stores: new, older, edited, deleted, started over', async () => {
    const { store, find, lines } = copy();
    store.addEvents(ROOM, [said(5, '다섯 번째'), said(6, '여섯 번째')], 'restart');
    expect(await find('번')).toEqual([6, 5]);
    store.addEvents(ROOM, [said(3, '세 번째'), said(4, '네 번째')], 'older');
    expect(await find('번째')).toEqual([6, 5, 4, 3]);
    const { ts, by, name, room } = said(7, '');
    const base = { ts, by, name, room };
    const edited = { kind: 'edited' as const, seq: 7, prev: 6, target: 3, text: '고쳤어요' };
    const gone = { kind: 'deleted' as const, seq: 8, prev: 7, target: 4 };
    store.addEvents(ROOM, [{ ...edited, ...base }], 'live');
    store.addEvents(ROOM, [{ ...gone, ...base }], 'live');
    expect(await find('번째')).toEqual([6, 5]);
    expect(await find('고쳤')).toEqual([3]);
    store.startOver('fedcba9876543210');
    expect(await find('번째')).toEqual([]);
    store.addEvents(ROOM, [said(1, '새 번째')], 'restart');
    expect(await find('번째')).toEqual([1]);
    expect(lines).toEqual([]);
  });
  it('leaves a copy, and opens it again when it is asked', async () => {
    const { store, find, search } = copy();
    store.addEvents(ROOM, [said(1, '하나')], 'restart');
    expect(await find('하')).toEqual([1]);
    await search.leave();
    expect(await find('하')).toEqual([1]);
  });
  it('that cannot read a copy says so and answers nothing', async () => {
    const { thread, lines } = copy();
    const ask = { query: query('x'), scope: new Map([[ROOM, 0]]), limit: 5, budgetMs: 100 };
    const none = path.join(tmpdir(), 'sarangbang-none', 'copy.db');
    expect(await thread.of(none).find(ask)).toBeNull();
    expect(lines).toHaveLength(1);
    expect(await new SearchThread(null, () => {}).of(none).find(ask)).toBeNull();
  });
});
