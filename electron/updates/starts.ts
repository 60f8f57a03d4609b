/** A version that does not get up twice in a row is not to be the reason why nothing works any more. */
import type { StartRecord } from '../../protocol/updates';

/** Once may be a power cut. */
const TRIES = 2;
const REMEMBERED = 20;

/**
 * The record as this start begins, and whether this version failed so often that a person should
 * be asked to go back. Only a version that came after one that got up can be gone back from.
 */
export const beginStart = (
  before: StartRecord,
  version: string,
): { record: StartRecord; goBack: string | null } => {
  const tries = before.starting?.version === version ? before.starting.tries + 1 : 1;
  const record = { ...before, starting: { version, tries } };
  const bad = tries > TRIES && before.good !== null && before.good !== version;
  if (!bad) return { record, goBack: null };
  const failed = [...before.failed.filter((one) => one !== version), version].slice(-REMEMBERED);
  return { record: { ...record, failed }, goBack: before.good };
};

/** The page is there and has asked for what it shows. */
export const gotUp = (record: StartRecord, version: string): StartRecord => ({
  starting: null,
  good: version,
  failed: record.failed.filter((one) => one !== version),
});
