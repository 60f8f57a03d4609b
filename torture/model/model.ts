/** A property of the real classes over random histories. */
import { fc } from '../../protocol/testing/property';
import { Violation } from './violation';

export interface Model {
  readonly name: string;
  property(): fc.IAsyncProperty<unknown> | fc.IProperty<unknown>;
  /** Histories that broke something once: played first of all. */
  readonly once?: readonly unknown[];
}

export interface Verdict {
  /** Histories that were played. */
  readonly histories: number;
  readonly seed: number;
  /** What was broken, with the smallest history found that breaks it; null: nothing. */
  readonly failure: string | null;
}

export interface Search {
  histories: number;
  /** Left out: another one each time. */
  seed?: number;
  /** Stop at the first that fails instead of looking for the smallest. */
  first?: boolean;
}

export async function check(model: Model, { histories, seed, first }: Search): Promise<Verdict> {
  const details = await fc.check(model.property() as fc.IAsyncProperty<unknown>, {
    numRuns: histories,
    examples: (model.once ?? []).map((history) => [history]) as [unknown][],
    ...(seed !== undefined && { seed }),
    ...(first && { endOnFailure: true }),
  });
  const why = details.failed
    ? `${messageOf(details.errorInstance)}\n${fc.defaultReportMessage(details)}`
    : null;
  return { histories: details.numRuns, seed: details.seed, failure: why };
}

const messageOf = (why: unknown): string =>
  why instanceof Violation ? why.message : why instanceof Error ? `${why.stack}` : String(why);
