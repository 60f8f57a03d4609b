/**
 * What a backup says about itself (docs/backup.md). The header is the first entry of the archive,
 * so that a newer format is refused before anything is unpacked; the manifest is the last one, so
 * that an archive that was cut off has none.
 */
import { z } from 'zod';
import { epoch, fingerprint } from '../../protocol/ids';
import { BACKUP_MAX_BYTES, BACKUP_PARTS_MAX, SERVER_NAME_MAX_CHARS } from '../../protocol/limits';

export const BACKUP_VERSION = 1;
export const HEADER = 'sarangbang-backup.json';
export const MANIFEST = 'manifest.json';

/** Parts with a place of their own; all others lie under FILES. */
export const LOG_PART = 'log.db';
export const SERVER_PART = 'server.json';
export const SUCCESSION_PART = 'succession.json';
export const KEY_PART = 'identity.pem';
export const SEALED_KEY_PART = 'identity.sealed.json';
export const FILES = 'files';

export const header = z.object({
  format: z.literal('sarangbang-backup'),
  version: z.int().min(1),
  /** ms since 1970. */
  made: z.int(),
  server: z.object({
    name: z.string().max(SERVER_NAME_MAX_CHARS),
    fingerprint: fingerprint.optional(),
    epoch,
  }),
  /** How the server's private key is in it: as it is, under a passphrase, or not at all. */
  key: z.enum(['plain', 'sealed', 'none']),
  /** Bytes of all parts together; fewer when a file expired while it was made. */
  bytes: z.int().min(0).max(BACKUP_MAX_BYTES),
});
export type BackupHeader = z.infer<typeof header>;

export const manifest = z.object({
  parts: z
    .array(
      z.object({
        name: z.string().max(500),
        bytes: z.int().min(0),
        /** SHA-256 of its bytes, base64url. */
        hash: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
      }),
    )
    .max(BACKUP_PARTS_MAX),
});
export type Manifest = z.infer<typeof manifest>;

const SMALL: ReadonlySet<string> = new Set([
  SERVER_PART,
  SUCCESSION_PART,
  KEY_PART,
  SEALED_KEY_PART,
]);
/** At most four levels of plain names, none of which begins with a dot. */
const FILE = /^files(\/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,120}){1,4}$/;

export const isSmall = (name: string): boolean => SMALL.has(name);

/** Whether a part of that name may lie in a data folder: nothing leads out of it. */
export const isPart = (name: string): boolean =>
  name === LOG_PART || SMALL.has(name) || FILE.test(name);
