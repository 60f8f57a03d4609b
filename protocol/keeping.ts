/**
 * Keeping what was said: backups of this computer's server, and rooms as files. The window never
 * names a path: the main process asks for one in the system's own dialog, and remembers it.
 */
import { z } from 'zod';
import { roomId } from './ids';
import { BACKUP_PASSPHRASE_MAX_CHARS, SERVER_NAME_MAX_CHARS } from './limits';
import { serverId } from './views';

const passphrase = z.string().min(1).max(BACKUP_PASSPHRASE_MAX_CHARS).optional();

/** Why it did not come about; `server/backup/problem.ts` says what the first ones mean. */
export const keepingCode = z.enum([
  'in-use',
  'no-server',
  'not-a-backup',
  'newer',
  'damaged',
  'no-space',
  'passphrase-needed',
  'passphrase-wrong',
  'hosting',
  'internal',
]);
export type KeepingCode = z.infer<typeof keepingCode>;

/** Another one is going on, or the person chose no file. */
const ended = [
  z.object({ state: z.literal('cancelled') }),
  z.object({ state: z.literal('failed'), code: keepingCode }),
] as const;

export const backupAsked = z.object({ passphrase });
export const backupOutcome = z.discriminatedUnion('state', [
  z.object({ state: z.literal('done'), bytes: z.int(), file: z.string() }),
  ...ended,
]);

export const restoreAsked = z.object({
  passphrase,
  /** The file that was chosen last, with another passphrase. */
  again: z.boolean(),
});
export const restoreOutcome = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('done'),
    name: z.string().max(SERVER_NAME_MAX_CHARS),
    /** A room that was on this computer before lies beside it, untouched. */
    aside: z.boolean(),
  }),
  ...ended,
]);

export const importOutcome = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('done'),
    room: roomId,
    name: z.string(),
    messages: z.int(),
  }),
  ...ended,
]);

export const exportAsked = z.object({
  server: serverId,
  room: roomId,
  format: z.enum(['html', 'text', 'json']),
  /** ms since 1970: from this moment on, and before that one. */
  from: z.number().optional(),
  to: z.number().optional(),
  /** With the files of its messages, in a folder beside it. */
  files: z.boolean(),
});
export type ExportAsked = z.infer<typeof exportAsked>;
export const exportOutcome = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('done'),
    /** Its name, without the folder. */
    file: z.string(),
    messages: z.int(),
    files: z.int(),
    missing: z.int(),
    /** False: older messages are with the server only, which cannot be reached. */
    whole: z.boolean(),
  }),
  ...ended,
]);
