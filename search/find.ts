/**
 * Looks a query up: first in what is too new for the index, message by message, then in the index,
 * the newest first. Each candidate is read and decided on as it is now.
 */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { SEARCH_HITS_MAX_BYTES } from '../protocol/limits';
import {
  compareHits,
  cursorOf,
  type Found,
  matcher,
  type SearchCursor,
  type SearchHits,
  type SearchQuery,
} from '../protocol/search';
import { firstDocAt } from './doc-id';
import { matchOf } from './grams';
import type { ReadStanding } from './indexer';
import type { Place, Scope, SearchSource } from './source';

export interface Ask {
  readonly query: SearchQuery;
  readonly scope: Scope;
  /** Where the page before ended. */
  readonly before?: SearchCursor;
  readonly limit: number;
  readonly budgetMs: number;
}

export interface Answer extends SearchHits {
  hits: Found[];
  /** Changes that are not in the index. */
  behind: number;
}

export type Find = (source: SearchSource, ask: Ask) => Answer;

/** Candidates between two looks at the clock. */
const CLOCK_EVERY = 16;
/** Above every room there can be: a place after all messages of one moment. */
const LAST_ROOM = `r${'z'.repeat(22)}`;

interface Row {
  room: string;
  seq: number;
}

export function createFind(db: DatabaseSyncInstance, standing: ReadStanding): Find {
  const place = 'rooms.id AS room, docs.seq AS seq FROM';
  const byGrams = db.prepare(
    `SELECT ${place} grams JOIN docs ON docs.id = grams.rowid JOIN rooms ON rooms.key = docs.room
     WHERE grams MATCH ? AND grams.rowid >= ? AND grams.rowid < ? ORDER BY grams.rowid DESC`,
  );
  const byTime = db.prepare(
    `SELECT ${place} docs JOIN rooms ON rooms.key = docs.room
     WHERE docs.id >= ? AND docs.id < ? ORDER BY docs.id DESC`,
  );

  const touch = db.prepare('SELECT count(*) FROM meta');

  const candidates = ({ query, scope, before }: Ask): Iterable<Row> => {
    const match = matchOf(query, scope.keys());
    if (match === null) return [];
    const from = firstDocAt(query.after ?? Number.NEGATIVE_INFINITY);
    const to = Math.min(
      firstDocAt(query.before ?? Number.POSITIVE_INFINITY),
      firstDocAt(before ? before.ts + 1 : Number.POSITIVE_INFINITY),
    );
    const rows = match === '' ? byTime.iterate(from, to) : byGrams.iterate(match, from, to);
    return rows as Iterable<unknown> as Iterable<Row>;
  };

  const search = (source: SearchSource, ask: Ask, mark: number): Answer => {
    const until = performance.now() + ask.budgetMs;
    const judge = createJudge(source, ask);
    let looked = 0;
    const late = () => ++looked % CLOCK_EVERY === 0 && performance.now() > until;
    const behind = Math.max(0, source.newest() - mark);
    for (const change of source.changesBack(mark)) {
      if (change.place) judge.look(change.place);
      if (late()) return { ...judge.answer(ask.limit), partial: true, behind };
    }
    if (mark === 0) return { ...judge.answer(ask.limit), behind };
    let moment: number | null = null;
    for (const row of candidates(ask)) {
      const ts = judge.look(row);
      if (ts !== null && ts !== moment) {
        // What is of one moment comes in no order, so it counts once another one begins.
        if (judge.isFull(ts)) break;
        moment = ts;
      }
      if (!late()) continue;
      // Nothing of it may be shown, and where one was looking is not told either.
      if (moment === null) return { ...judge.answer(ask.limit), partial: true, behind };
      const end = { ts: moment + 1, room: LAST_ROOM, seq: 0 };
      return { ...judge.answer(ask.limit, end), partial: true, behind };
    }
    return { ...judge.answer(ask.limit), behind };
  };

  return (source, ask) => {
    db.exec('BEGIN');
    try {
      // The index is looked at first: what it knows of is in the source, whoever writes meanwhile.
      touch.get();
      return source.reading(() => search(source, ask, standing(source).mark));
    } finally {
      if (db.isTransaction) db.exec('COMMIT');
    }
  };
}

function createJudge(source: SearchSource, { query, scope, before, limit }: Ask) {
  const matches = matcher(query);
  const found = new Map<string, Found>();
  return {
    /** The time of the message, or null when there is none. */
    look({ room, seq }: Place): number | null {
      const from = scope.get(room);
      const at = `${room} ${seq}`;
      if (from === undefined || seq < from || found.has(at)) return null;
      const message = source.message({ room, seq });
      if (!message) return null;
      const isBelow = before === undefined || compareHits(message, before) > 0;
      if (isBelow && matches(message)) found.set(at, message);
      return message.ts;
    },
    /** Whether nothing said before this moment can be among the hits of the page. */
    isFull(moment: number): boolean {
      if (found.size <= limit) return false;
      let newer = 0;
      for (const { ts } of found.values()) if (ts > moment) newer += 1;
      return newer > limit;
    },
    /** `end`: nothing below was looked at. */
    answer(limitNow: number, end?: SearchCursor) {
      const all = [...found.values()].sort(compareHits);
      const reached = end ? all.filter((hit) => compareHits(hit, end) <= 0) : all;
      const hits = cutBytes(reached.slice(0, limitNow));
      const last = hits.at(-1);
      const cut = hits.length < reached.length;
      const cursor = cut && last ? cursorOf(last) : end;
      return { hits, more: cursor !== undefined, ...(cursor && { cursor }) };
    },
  };
}

/** At least one, and as many as fit into one frame. */
function cutBytes(hits: Found[]): Found[] {
  let bytes = 0;
  const many = hits.findIndex((hit, i) => {
    bytes += Buffer.byteLength(JSON.stringify(hit)) + 1;
    return i > 0 && bytes > SEARCH_HITS_MAX_BYTES;
  });
  return many < 0 ? hits : hits.slice(0, many);
}
