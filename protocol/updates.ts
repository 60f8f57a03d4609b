/** What of updates the page and the app's own files hold. */
import { z } from 'zod';

const version = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(-[\w.]{1,40})?$/);

/**
 * What the makers of a release say of it, signed as a whole (docs/PACKAGING.md "Updates"): the only
 * thing by which a file is taken for an update.
 */
export const releaseStatement = z.object({
  format: z.literal('sarangbang-release'),
  version,
  /** SHA-512 in base64, by the name of the file. */
  files: z.record(z.string().min(1).max(200), z.string().length(88)),
});
export type ReleaseStatement = z.infer<typeof releaseStatement>;

/** The file `release.json` of a feed: the statement as it was signed, and an Ed25519 signature. */
export const signedRelease = z.object({
  statement: z.string().max(64 * 1024),
  signature: z.string().length(88),
});

export const updateTrouble = z.enum([
  /** Nobody answered, or not with an update. */
  'unreachable',
  /** The signature is not that of the makers of this package, or the file is not the signed one. */
  'not-genuine',
  /** It was downloaded and could not be installed. */
  'not-installed',
]);
export type UpdateTrouble = z.infer<typeof updateTrouble>;

export const updateState = z.discriminatedUnion('state', [
  /** This package has no feed and never asks anywhere. */
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('idle') }),
  z.object({ state: z.literal('checking') }),
  /** Nothing newer is there. */
  z.object({ state: z.literal('newest') }),
  z.object({ state: z.literal('loading'), version, percent: z.int().min(0).max(100) }),
  z.object({ state: z.literal('ready'), version }),
  z.object({ state: z.literal('failed'), why: updateTrouble }),
]);
export type UpdateState = z.infer<typeof updateState>;

/** Written before and after a start: how it is known that a version does not get up. */
export const startRecord = z.object({
  /** The version that is starting, and how often in a row it did not get up. */
  starting: z
    .object({ version, tries: z.int().min(0).max(1_000) })
    .nullable()
    .catch(null)
    .default(null),
  /** The last version that got up. */
  good: version.nullable().catch(null).default(null),
  /** Versions that are not offered again. */
  failed: z.array(version).max(20).catch([]).default([]),
});
export type StartRecord = z.infer<typeof startRecord>;
