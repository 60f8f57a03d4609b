/** Brings back the version that worked, when the newer one does not get up (starts.ts). */
import type { UpdateTrouble } from '../../protocol/updates';
import { isSigned, readStatement } from './statement';
import type { Feed, Loader } from './updates';

interface Deps {
  feed: Feed;
  /** The version to go back to. */
  version: string;
  /** One that looks for this version, and takes it though it is older. */
  loader: Loader;
  /** The text of `release-VERSION.json`. */
  statement(): Promise<string>;
  log: { warn(line: string): void };
}

/**
 * Downloads and installs it; null when the app is about to end for it. The feed may offer nothing but
 * that very version, signed as every update is: nobody is led to another old one this way.
 */
export const goBack = async (deps: Deps): Promise<UpdateTrouble | null> => {
  const { feed, version, loader, log } = deps;
  const fail = (why: UpdateTrouble, error: unknown): UpdateTrouble => {
    log.warn(`going back to ${version}: ${why}: ${error instanceof Error ? error.message : error}`);
    return why;
  };
  try {
    const offer = await loader.look();
    if (!offer) return fail('unreachable', 'the feed does not have it');
    const statement = readStatement(await deps.statement(), feed.key);
    if (offer.version !== version || !statement || !isSigned(offer, statement)) {
      return fail('not-genuine', 'not signed by the makers of this package');
    }
    await loader.load(() => {});
  } catch (error) {
    return fail('unreachable', error);
  }
  try {
    loader.install();
    return null;
  } catch (error) {
    return fail('not-installed', error);
  }
};
