/** Work that the app gives to a process of its own which ends when it is done: see entry-chores.ts. */
import { z } from 'zod';
import { fingerprint } from '../../protocol/ids';
import { BACKUP_PASSPHRASE_MAX_CHARS, SERVER_NAME_MAX_CHARS } from '../../protocol/limits';
import { successionRecord } from '../../protocol/succession';

const folder = z.string().min(1);
const passphrase = z.string().min(1).max(BACKUP_PASSPHRASE_MAX_CHARS).optional();

export const chore = z.discriminatedUnion('kind', [
  /** The server of the folder may be running. */
  z.object({ kind: z.literal('backup'), dataDir: folder, file: z.string().min(1), passphrase }),
  /** What is in the folder is set aside in it. */
  z.object({ kind: z.literal('restore'), dataDir: folder, file: z.string().min(1), passphrase }),
  /** A key for the server that is to go on here, in a folder that is made for it. */
  z.object({ kind: z.literal('heir-key'), folder }),
  /** What was handed over and lies beside that key is whole, and nobody uses the place for it. */
  z.object({ kind: z.literal('heir-check'), folder, dataDir: folder }),
  /** The record belongs to it all: it becomes this computer's server. */
  z.object({
    kind: z.literal('heir-install'),
    folder,
    dataDir: folder,
    known: fingerprint,
    record: successionRecord,
  }),
]);
export type Chore = z.infer<typeof chore>;

export const choreResults = {
  backup: z.object({ bytes: z.int() }),
  restore: z.object({
    name: z.string().max(SERVER_NAME_MAX_CHARS),
    fingerprint: fingerprint.optional(),
    aside: z.string().optional(),
  }),
  'heir-key': z.object({ fingerprint }),
  'heir-check': z.object({ name: z.string().max(SERVER_NAME_MAX_CHARS) }),
  'heir-install': z.object({}),
} as const satisfies Record<Chore['kind'], z.ZodType>;
export type ChoreResult<K extends Chore['kind']> = z.infer<(typeof choreResults)[K]>;

export const choreSaid = z.discriminatedUnion('type', [
  /** 0 to 1. */
  z.object({ type: z.literal('progress'), part: z.number().min(0).max(1) }),
  z.object({ type: z.literal('done'), result: z.unknown() }),
  /** `code`: a `BackupCode`, or `internal`. */
  z.object({ type: z.literal('problem'), code: z.string().max(40), detail: z.string().max(300) }),
]);
export type ChoreSaid = z.infer<typeof choreSaid>;
