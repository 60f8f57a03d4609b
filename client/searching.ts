/**
 * Searching what was said: in the copy, and on the server for what the copy lacks. The answers
 * become one, the newest first.
 */
import type { CommandInput } from '../protocol/commands';
import type { RoomId } from '../protocol/ids';
import { SEARCH_BUDGET_MS, SEARCH_ROOMS_MAX } from '../protocol/limits';
import type { Reply } from '../protocol/replies';
import {
  type Found,
  isEmptyQuery,
  mergeHits,
  type SearchCursor,
  type SearchHits,
  type SearchQuery,
} from '../protocol/search';
import { scan } from '../search/scan';
import type { ClientStore } from './api';
import type { CopySearch } from './search/thread';

/** Whoever types quickly is told to wait: once, and for no longer than this, it is waited for. */
const PATIENCE_MS = 3_000;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export interface SearchAsk {
  readonly query: SearchQuery;
  /** Left out: all rooms that one is in. */
  readonly rooms?: readonly RoomId[];
  readonly before?: SearchCursor;
  readonly limit: number;
}

export interface SearchAnswer extends SearchHits {
  hits: Found[];
  /** The server could not be asked for what the copy may lack. */
  copyOnly?: true;
}

export interface SearchingDeps {
  store: Pick<ClientStore, 'range' | 'read' | 'firstAt'>;
  /** Left out: the copy is read in place. */
  copy: CopySearch | undefined;
  /** Rooms that one is in, and the newest seq that the server told of. */
  rooms(): readonly { id: RoomId; head: number }[];
  online(): boolean;
  ask(command: CommandInput): Promise<Reply>;
}

export class Searching {
  constructor(private readonly deps: SearchingDeps) {}

  /** Never rejects because of the connection: then it is the copy alone that answers. */
  async find(ask: SearchAsk): Promise<SearchAnswer> {
    const { online } = this.deps;
    const wanted = ask.rooms && new Set(ask.rooms);
    const rooms = this.deps.rooms().filter(({ id }) => !wanted || wanted.has(id));
    if (isEmptyQuery(ask.query) || rooms.length === 0) return { hits: [], more: false };
    const here = await this.#inCopy(ask, new Map(rooms.map(({ id }) => [id, 0])));
    const lacking = Math.max(...rooms.map((room) => this.#lacksBelow(room)));
    if (online() && this.#reaches(here, lacking)) return posted(here);
    const there = online() ? await this.#onServer(ask, wanted) : null;
    if (!there) return { ...posted(here), copyOnly: true };
    return posted(mergeHits([here, there], ask.limit));
  }

  async #inCopy(ask: SearchAsk, scope: ReadonlyMap<RoomId, number>): Promise<SearchHits> {
    const { query, before, limit } = ask;
    const question = { query, scope, limit, ...(before && { before }) };
    const found = await this.deps.copy?.find({ ...question, budgetMs: SEARCH_BUDGET_MS });
    if (found) return found;
    const { store } = this.deps;
    return scan(
      (room, until, many) => this.#page(room, until, many),
      (room, ts) => store.firstAt(room, ts),
      question,
    );
  }

  #page(room: RoomId, before: number | undefined, limit: number) {
    const { store } = this.deps;
    const events = store.read(room, { limit, ...(before !== undefined && { before }) });
    const first = events[0];
    return { events, more: first !== undefined && first.seq > (store.range(room)?.first ?? 0) };
  }

  /** Below this moment the copy may lack something; -Infinity when it has the whole room. */
  #lacksBelow({ id, head }: { id: RoomId; head: number }): number {
    const { store } = this.deps;
    const held = store.range(id);
    if (!held || held.last < head) return Number.POSITIVE_INFINITY;
    if (!held.olderMayExist) return Number.NEGATIVE_INFINITY;
    const first = store.read(id, { after: held.first - 1, limit: 1 })[0];
    return first?.ts ?? Number.POSITIVE_INFINITY;
  }

  /** Whether a page of the copy ends before anything could be lacking. */
  #reaches({ more, cursor, partial }: SearchHits, lacking: number): boolean {
    if (lacking === Number.NEGATIVE_INFINITY) return true;
    return !partial && more && cursor !== undefined && cursor.ts > lacking;
  }

  async #onServer(
    ask: SearchAsk,
    wanted: ReadonlySet<RoomId> | undefined,
  ): Promise<SearchHits | null> {
    const { query, before, limit } = ask;
    const rooms = wanted && wanted.size <= SEARCH_ROOMS_MAX ? [...wanted] : undefined;
    const command: CommandInput = {
      ...{ verb: 'search', query, limit },
      ...(rooms && { rooms }),
      ...(before && { before }),
    };
    try {
      let reply = await this.deps.ask(command);
      if (!reply.ok && reply.error.code === 'slow-down') {
        await pause(Math.min(reply.error.retryAfterMs ?? PATIENCE_MS, PATIENCE_MS));
        reply = await this.deps.ask(command);
      }
      if (!reply.ok) return null;
      const found = reply.result as SearchHits;
      if (!wanted || rooms) return found;
      return { ...found, hits: found.hits.filter(({ room }) => wanted.has(room)) };
    } catch {
      return null; // the connection ended
    }
  }
}

const posted = (found: SearchHits): SearchAnswer => ({
  ...found,
  hits: found.hits.filter((hit): hit is Found => hit.kind === 'posted'),
});
