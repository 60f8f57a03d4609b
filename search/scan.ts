/**
 * Searching without an index and without a thread: rooms are read backwards page by page, the one
 * with the newest unread message first. Bounded by how much it reads, and never holds up the event
 * loop for longer than a page.
 */
import type { ChatEvent } from '../protocol/events';
import type { RoomId, Seq } from '../protocol/ids';
import { SEARCH_SCAN_MAX, SEARCH_SCAN_STEP } from '../protocol/limits';
import { compareHits, cursorOf, matcher, type SearchHits } from '../protocol/search';
import type { Ask } from './find';

/** Events of a room before a seq, in rising order. */
export type ReadBack = (
  room: RoomId,
  before: Seq | undefined,
  limit: number,
) => { events: readonly ChatEvent[]; more: boolean };

/** Seq of the first event of a room from a moment on; null when there is none. */
export type Seek = (room: RoomId, ts: number) => Seq | null;

/** Above every room there can be: a place after all messages of one moment. */
const LAST_ROOM = `r${'z'.repeat(22)}`;

interface Reader {
  readonly room: RoomId;
  readonly from: Seq;
  /** Read up to here; undefined at the end of the room. */
  before: Seq | undefined;
  /** Time of what was read last: nothing newer is left. */
  reached: number;
}

export async function scan(
  read: ReadBack,
  seek: Seek,
  { query, scope, before, limit }: Omit<Ask, 'budgetMs'>,
  max = SEARCH_SCAN_MAX,
): Promise<SearchHits> {
  const matches = matcher(query);
  const oldest = query.after ?? Number.NEGATIVE_INFINITY;
  const until = Math.min(
    query.before ?? Number.MAX_VALUE,
    before ? before.ts + 1 : Number.MAX_VALUE,
  );
  const start = (room: RoomId) => (until === Number.MAX_VALUE ? null : seek(room, until));
  let readers = [...scope].map(
    ([room, from]): Reader => ({
      ...{ room, from, before: start(room) ?? undefined, reached: Number.MAX_VALUE },
    }),
  );
  const found: Extract<ChatEvent, { kind: 'posted' }>[] = [];
  let looked = 0;
  const pageEnd = () => found.sort(compareHits)[limit]?.ts ?? Number.NEGATIVE_INFINITY;

  for (;;) {
    const end = Math.max(pageEnd(), oldest);
    readers = readers.filter(({ reached }) => reached >= end);
    const next = readers.reduce<Reader | undefined>(
      (first, one) => (first && first.reached >= one.reached ? first : one),
      undefined,
    );
    if (!next || looked >= max) break;
    const { events, more } = read(next.room, next.before, SEARCH_SCAN_STEP);
    looked += Math.max(events.length, 1);
    for (const event of events) {
      if (event.kind !== 'posted' || event.seq < next.from) continue;
      if (before && compareHits(event, before) <= 0) continue;
      if (matches(event)) found.push(event);
    }
    const first = events[0];
    if (first) Object.assign(next, { before: first.seq, reached: first.ts });
    if (!first || !more || first.seq <= next.from) readers = readers.filter((one) => one !== next);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const partial = readers.length > 0 && looked >= max;
  // Below this moment not everything was looked at: what was found there is found again.
  const reached = Math.max(...readers.map((reader) => reader.reached));
  const sure = partial ? found.filter(({ ts }) => ts > reached) : found;
  const hits = sure.sort(compareHits).slice(0, limit);
  const last = hits.at(-1);
  const cut = sure.length > limit && last ? cursorOf(last) : null;
  const cursor = cut ?? (partial ? { ts: reached + 1, room: LAST_ROOM, seq: 0 } : null);
  return {
    hits,
    more: cursor !== null,
    ...(cursor && { cursor }),
    ...(partial && { partial: true as const }),
  };
}
