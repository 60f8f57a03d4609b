/** Every kind of work that a thread can be given. */
import type { JobMaker } from '../job';
import { indexLog } from './index-log';
import { page } from './page';
import { search } from './search';

export const jobs = { page, search, indexLog } as const satisfies Record<
  string,
  JobMaker<never, unknown>
>;

export type JobName = keyof typeof jobs;
type JobOf<N extends JobName> = ReturnType<(typeof jobs)[N]>;
export type InputOf<N extends JobName> = Parameters<JobOf<N>['run']>[0];
export type OutputOf<N extends JobName> = ReturnType<JobOf<N>['run']>;
