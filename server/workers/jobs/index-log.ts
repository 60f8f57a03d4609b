/** Takes a step's worth of the log into its index; returns how many rows are left. */
import { SEARCH_INDEX_STEP } from '../../../protocol/limits';
import type { JobMaker } from '../job';

export const indexLog: JobMaker<null, number> = (bench) => ({
  run: () => bench.searcher().index(SEARCH_INDEX_STEP),
});
