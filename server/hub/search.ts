/**
 * Searching the log: by threads, or in place and in small steps where there are none. One search
 * of a session at a time, so that nobody who types quickly has more of the server than others.
 */

import type { SearchHits } from '../../protocol/search';
import { scan } from '../../search/scan';
import type { HubSession } from '../session/hub-session';
import type { SearchInput } from '../workers/jobs/search';
import type { HubDeps } from './api';
import { withoutHidden } from './hidden';

export class LogSearch {
  private readonly last = new WeakMap<HubSession, Promise<unknown>>();

  constructor(private readonly deps: Pick<HubDeps, 'log' | 'lookUp'>) {}

  find(session: HubSession, input: SearchInput): Promise<SearchHits> {
    const turn = this.last.get(session) ?? Promise.resolve();
    const found = turn.then(() => this.now(input)).then((hits) => shownHits(hits, input));
    this.last.set(
      session,
      found.catch(() => {}),
    );
    return found;
  }

  private async now(input: SearchInput): Promise<SearchHits> {
    const { log, lookUp } = this.deps;
    const found = (await lookUp?.(input)) ?? null;
    if (found) return found;
    const { before, ...ask } = input;
    return scan(
      (room, until, limit) => log.read(room, { ...pageOf(until), limit, maxBytes }),
      (room, ts) => log.firstAt(room, ts),
      { ...ask, ...(before && { before }) },
    );
  }
}

/** What they quote may be older than what their reader is shown. */
const shownHits = (found: SearchHits, { scope }: SearchInput): SearchHits => ({
  ...found,
  hits: found.hits.map((hit) => withoutHidden(hit, scope.get(hit.room) ?? 0)),
});

/** Pages of a scan stay in the process: they are bounded by their number of events. */
const maxBytes = Number.POSITIVE_INFINITY;
const pageOf = (before: number | undefined) => (before === undefined ? {} : { before });
