import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SearchCursor, type SearchQuery, searchQuery } from '../protocol/search';
import { fc } from '../protocol/testing/property';
import type { Answer } from './find';
import { gram } from './grams';
import { scan } from './scan';
import { Searcher } from './searcher';
import { Book } from './testing/book';

let folder: string;
let file: string;
let book: Book;
let searcher: Searcher;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sarangbang-search-'));
  file = path.join(folder, 'search.db');
  book = new Book();
  searcher = new Searcher(file, book);
});
afterEach(() => {
  searcher.close();
  rmSync(folder, { recursive: true, force: true });
});

const ROOMS = ['lobby', 'rAAAAAAAAAAAA'];
const scope = new Map(ROOMS.map((room) => [room, 0]));
const ask = (query: Partial<SearchQuery>, more = {}): Answer =>
  searcher.find({ query: searchQuery.parse(query), scope, limit: 50, budgetMs: 60_000, ...more });
const places = ({ hits }: { hits: { room: string; seq: number }[] }) =>
  hits.map(({ room, seq }) => `${room} ${seq}`);
const find = (word: string) => places(ask({ words: [word] }));
const indexAll = () => {
  while (searcher.index(7) > 0);
};

const BOB = `k${'b'.repeat(22)}`;
const LINES = [
  '내일 회의 자료를 올려 주세요',
  '회의실은 3층이에요',
  '네',
  'See you tomorrow, 민수',
  'tomorrow is fine 😀',
  'ㅋㅋㅋ',
];

describe('what may not be shown', () => {
  /** Counts how many messages were considered. */
  class Counting extends Map<string, number> {
    looks = 0;
    override get(room: string): number | undefined {
      this.looks += 1;
      return super.get(room);
    }
  }
  const rooms = (count: number, from = 0) =>
    Array.from({ length: count }, (_, i) => [`r${String(i).padStart(12, 'Z')}`, from] as const);

  it.each([1, 65, 600])('costs no look, whoever asks out of %i rooms', (count) => {
    for (let seq = 1; seq <= 200; seq += 1) {
      book.write({ seq, room: 'rPRIVATEROOM1', text: '비밀 계획' });
    }
    indexAll();
    for (const word of ['비밀', '어디에도 없는 말']) {
      const mine = new Counting(rooms(count));
      expect(ask({ words: [word] }, { scope: mine })).toMatchObject({ hits: [], more: false });
      expect(mine.looks).toBe(0);
    }
  });

  it('takes no longer than a search may, also in a room of one’s own', () => {
    for (let seq = 1; seq <= 200; seq += 1) book.write({ seq, text: '들어오기 전의 말' });
    indexAll();
    const mine = new Counting([['lobby', 1_000]]);
    const found = ask({ words: ['전의'] }, { scope: mine, budgetMs: 0 });
    expect(found).toMatchObject({ hits: [], more: false, partial: true });
    expect(found.cursor).toBeUndefined();
    expect(mine.looks).toBeLessThan(50);
  });
});

describe.each([
  ['in the index', () => indexAll()],
  ['not in the index yet', () => {}],
  ['partly in the index', () => void searcher.index(3)],
])('messages %s', (_name, prepare) => {
  beforeEach(() => {
    LINES.forEach((text, i) => {
      book.write({ seq: i + 1, text, room: ROOMS[i % 2] ?? 'lobby' });
    });
    prepare();
  });

  it.each([
    '네',
    '회',
    '회의',
    '의 자',
    '회의 자료를',
    'TOM',
    'o',
    ', ',
    '민수',
    '😀',
    'ㅋ',
    '없는말',
    'xyz',
  ])('are found by any part of them: %s', (word) => {
    expect(find(word)).toEqual(book.holding(word));
  });
  it('are found as they are now', () => {
    book.write({ seq: 1, text: '모레 봐요', edited: 5, as: 90 });
    expect(find('모레')).toEqual(['lobby 1']);
    expect(find('회의 자료')).toEqual([]);
    book.write({ seq: 1, text: '', gone: { by: 'x', ts: 6 } });
    expect(find('모레')).toEqual([]);
  });
  it('are found in the rooms that may be read only, and from where they may be', () => {
    expect(places(ask({ words: ['o'] }, { scope: new Map([['lobby', 0]]) }))).toEqual(['lobby 5']);
    expect(places(ask({ words: ['o'] }, { scope: new Map([['lobby', 6]]) }))).toEqual([]);
    expect(places(ask({ words: ['o'] }, { scope: new Map() }))).toEqual([]);
  });
  it('are found by who wrote them, by what they carry, and by time', () => {
    const link = book.write({ seq: 9, text: 'http://a.example', name: '지훈', by: BOB });
    expect(places(ask({ from: { users: [BOB], names: [] } }))).toEqual(['lobby 9']);
    expect(places(ask({ from: { users: [], names: ['지훈'] } }))).toEqual(['lobby 9']);
    expect(places(ask({ from: { users: [], names: [] } }))).toEqual([]);
    expect(places(ask({ has: ['link'] }))).toEqual(['lobby 9']);
    expect(places(ask({ after: link.ts }))).toEqual(['lobby 9']);
    expect(places(ask({ before: link.ts, words: ['t'] }))).not.toContain('lobby 9');
  });
});

it('answers every query as one does who looks at everything, page by page', () => {
  const letter = fc.constantFrom('가', '나', '다', 'a', 'B', ' ', '각');
  const text = fc.string({ unit: letter, minLength: 1, maxLength: 12 });
  const step = fc.oneof(
    fc.record({ do: fc.constant('write' as const), text, ts: fc.nat(9), room: fc.nat(1) }),
    fc.record({ do: fc.constant('change' as const), text, at: fc.nat(40), gone: fc.boolean() }),
    fc.record({ do: fc.constant('index' as const), limit: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ do: fc.constant('ask' as const), text, limit: fc.integer({ min: 1, max: 4 }) }),
  );
  let run = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      run += 1;
      book = new Book();
      searcher.close();
      searcher = new Searcher(path.join(folder, `run-${run}.db`), book);
      let seq = 0;
      for (const one of steps) {
        if (one.do === 'write') {
          seq += 1;
          const ts = 1_700_000_000_000 + one.ts;
          book.write({ seq, text: one.text, ts, room: ROOMS[one.room] ?? 'lobby' });
        } else if (one.do === 'change') {
          const old = [...book.messages.values()][one.at];
          if (!old) continue;
          book.write(one.gone ? { ...old, gone: { by: 'x', ts: 1 } } : { ...old, text: one.text });
        } else if (one.do === 'index') searcher.index(one.limit);
        else {
          const found: string[] = [];
          let before: SearchCursor | undefined;
          for (;;) {
            const page = ask({ words: [one.text] }, { limit: one.limit, before });
            expect(page.hits.length).toBeLessThanOrEqual(one.limit);
            found.push(...places(page));
            if (!page.more) break;
            before = page.cursor;
          }
          expect(new Set(found).size).toBe(found.length);
          expect(found.sort()).toEqual(book.holding(one.text).sort());
        }
      }
    }),
    { numRuns: 60 },
  );
});

it('says when its time ran out, and goes on where it stopped', () => {
  for (let seq = 1; seq <= 400; seq += 1)
    book.write({ seq, text: seq === 3 ? 'abcbd' : 'abd cbd' });
  indexAll();
  let before: SearchCursor | undefined;
  const found: string[] = [];
  let pages = 0;
  for (;;) {
    const page = ask({ words: ['abcbd'] }, { budgetMs: 0, before });
    found.push(...places(page));
    pages += 1;
    if (!page.more) break;
    before = page.cursor;
  }
  expect(found).toEqual(['lobby 3']);
  for (let seq = 401; seq <= 500; seq += 1) book.write({ seq, text: 'fresh' });
  expect(ask({ words: ['zzz'] }, { budgetMs: 0 })).toMatchObject({ partial: true, behind: 100 });
  expect(pages).toBeGreaterThan(0);
});

describe('the file', () => {
  const fill = () => {
    for (let seq = 1; seq <= 20; seq += 1) book.write({ seq, text: `message ${seq}` });
    indexAll();
    searcher.close();
  };
  it('goes on where it was, and is its owner’s only', () => {
    fill();
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(ask({ words: ['message 7'] })).toMatchObject({ behind: 0 });
    expect(find('message 7')).toEqual(['lobby 7']);
  });
  it('is made anew when it is damaged, in another format, or of something else', () => {
    fill();
    writeFileSync(
      file,
      'no database at all, but long enough to be looked at as one of them'.repeat(99),
    );
    expect(find('message 7')).toEqual(['lobby 7']);
    indexAll();
    book.title = 'another book';
    expect(ask({ words: ['message 7'] })).toMatchObject({ behind: 20, hits: [{ seq: 7 }] });
    indexAll();
    expect(ask({ words: ['message 7'] })).toMatchObject({ behind: 0, hits: [{ seq: 7 }] });
  });
  it('is made anew when the source was put back to what it was before', () => {
    fill();
    book.changesMade.length = 10;
    for (const seq of [11, 12, 13]) book.messages.delete(`lobby ${seq}`);
    for (let seq = 30; seq <= 45; seq += 1) book.write({ seq, text: `other ${seq}` });
    expect(find('other 45')).toEqual(['lobby 45']);
    expect(find('other 31')).toEqual(['lobby 31']);
    indexAll();
    expect(find('other 31')).toEqual(['lobby 31']);
  });
  it('keeps nothing of what was deleted', () => {
    // the index writes down only how a gram differs from the one before it
    const end = gram('t', '괗').slice(-5);
    const holdsIt = () => {
      indexAll();
      searcher.close();
      return readFileSync(file).includes(end);
    };
    fill();
    book.write({ seq: 21, text: '괗' });
    expect(holdsIt()).toBe(true);
    book.write({ seq: 21, text: '', gone: { by: 'x', ts: 1 } });
    expect(holdsIt()).toBe(false);
  });
  it('need not be there: where it cannot be made everything is looked at', () => {
    searcher = new Searcher(path.join(folder, 'no', 'such', 'folder.db'), book);
    book.write({ seq: 1, text: '여기요' });
    expect(searcher.index(10)).toBe(0);
    expect(find('여')).toEqual(['lobby 1']);
  });
});

describe('a scan without an index', () => {
  const read = (room: string, before: number | undefined, limit: number) => {
    const all = [...book.messages.values()].filter(
      (one) => one.room === room && (before === undefined || one.seq < before),
    );
    return { events: all.slice(-limit), more: all.length > limit };
  };
  const seek = (room: string, ts: number) =>
    [...book.messages.values()].find((one) => one.room === room && one.ts >= ts)?.seq ?? null;
  it('finds the same, page by page, over several rooms', async () => {
    for (let seq = 1; seq <= 900; seq += 1) {
      const room = ROOMS[Number(seq % 3 === 0)] ?? 'lobby';
      book.write({ seq, text: seq % 10 === 0 ? `열 번째 ${seq}` : '다른 말', room });
    }
    const query = searchQuery.parse({ words: ['열'] });
    const found: string[] = [];
    let before: SearchCursor | undefined;
    do {
      const page = await scan(read, seek, { query, scope, limit: 20, before });
      found.push(...page.hits.map(({ room, seq }) => `${room} ${seq}`));
      before = page.cursor;
    } while (before);
    expect(found).toEqual(book.holding('열'));
  });
  it('ends at its bound, says so, and goes on there', async () => {
    for (let seq = 1; seq <= 500; seq += 1) book.write({ seq, text: seq === 7 ? 'y' : 'x' });
    const query = searchQuery.parse({ words: ['y'] });
    let before: SearchCursor | undefined;
    const pages: number[][] = [];
    do {
      const page = await scan(read, seek, { query, scope, limit: 5, before }, 200);
      pages.push(page.hits.map(({ seq }) => seq));
      expect(page.partial === true).toBe(page.more);
      before = page.cursor;
    } while (before);
    expect(pages).toEqual([[], [], [7]]);
    expect(await scan(read, seek, { query, scope, limit: 5 }, 900)).not.toHaveProperty('partial');
  });
});
