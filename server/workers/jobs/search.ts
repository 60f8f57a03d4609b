/** Looks a query up in the index of the log, beside the event loop. */
import type { RoomId, Seq } from '../../../protocol/ids';
import { SEARCH_BUDGET_MS } from '../../../protocol/limits';
import type { SearchCursor, SearchQuery } from '../../../protocol/search';
import type { Answer } from '../../../search/find';
import type { JobMaker } from '../job';

export interface SearchInput {
  query: SearchQuery;
  /** Rooms that whoever asks may read, and from which seq on. */
  scope: ReadonlyMap<RoomId, Seq>;
  before?: SearchCursor | undefined;
  limit: number;
}

export const search: JobMaker<SearchInput, Answer> = (bench) => ({
  run: ({ query, scope, before, limit }) =>
    bench.searcher().find({
      ...{ query, scope, limit, budgetMs: SEARCH_BUDGET_MS },
      ...(before && { before }),
    }),
});
