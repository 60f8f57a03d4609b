/** What the app and its embedded server say to each other; parsed on both sides. */
import { z } from 'zod';
import { compatListeners, compatState } from '../../protocol/compat';
import { fileLimits, fileState } from '../../protocol/file-policy';
import { epoch, fingerprint, roomId, userId } from '../../protocol/ids';
import { news } from '../../protocol/lan';
import { NAME_MAX_CHARS, PASSWORD_MAX_CHARS, SERVER_NAME_MAX_CHARS } from '../../protocol/limits';
import { chore } from './chore-messages';

export const startOptions = z.object({
  port: z.int().min(0).max(65_535),
  portTries: z.int().min(0),
  dataDir: z.string().min(1),
  name: z.string().min(1).max(SERVER_NAME_MAX_CHARS),
  password: z.string().max(PASSWORD_MAX_CHARS).optional(),
  plain: z.enum(['off', 'loopback', 'lan']),
  capacity: z.int().optional(),
  hosts: z.array(userId),
  /** First a new key, signed by the old one. Where that fails it starts with the old one. */
  renewKey: z.literal(true).optional(),
  version: z.string(),
  compat: compatListeners,
  files: fileLimits.optional(),
  discoverable: z.boolean(),
  news: news.optional(),
  /** Whose computer it is, as others on the network read it. */
  owner: z.string().max(NAME_MAX_CHARS).optional(),
  /** UDP port of the announcements; null: nothing is said on the network. */
  lanPort: z.int().min(1).max(65_535).nullable(),
});
export type StartOptions = z.infer<typeof startOptions>;

/** What is different from now on. */
export const runningChange = z.object({
  discoverable: z.boolean().optional(),
  /** Empty: none any more. */
  password: z.string().max(PASSWORD_MAX_CHARS).optional(),
  plain: z.enum(['off', 'loopback', 'lan']).optional(),
  compat: compatListeners.optional(),
  files: fileLimits.optional(),
  /** Null: no news any more. */
  news: news.nullable().optional(),
});
export type RunningChange = z.infer<typeof runningChange>;

export const toServer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), options: startOptions }),
  /** Answered by `changed` with the same number when it is done. */
  z.object({ type: z.literal('change'), n: z.int(), change: runningChange }),
  /** An exported room, answered by `imported` with the same number. */
  z.object({ type: z.literal('import'), n: z.int(), file: z.string(), by: z.string() }),
  /** `again`: it is started anew at once. */
  z.object({
    type: z.literal('stop'),
    by: z.string().optional(),
    again: z.literal(true).optional(),
  }),
  /** Instead of `start`: answered in the words of chore-messages.ts. */
  z.object({ type: z.literal('chore'), chore }),
]);
export type ToServer = z.infer<typeof toServer>;

export const startFailure = z.object({
  code: z.enum(['port-taken', 'no-permission', 'storage', 'damaged', 'internal']),
  detail: z.string().max(300),
});
export type StartFailure = z.infer<typeof startFailure>;

export const facts = z.object({
  name: z.string(),
  port: z.int(),
  fingerprint,
  epoch,
});
export type Facts = z.infer<typeof facts>;

export const fromServer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), facts }),
  z.object({ type: z.literal('failed'), failure: startFailure }),
  z.object({ type: z.literal('people'), people: z.int().min(0) }),
  z.object({ type: z.literal('compat'), states: z.array(compatState) }),
  z.object({ type: z.literal('files'), state: fileState }),
  z.object({ type: z.literal('changed'), n: z.int() }),
  /** A host asked for the end (`/shutdown`); the app answers with `stop`. */
  z.object({ type: z.literal('shutdown-asked'), by: z.string() }),
  z.object({
    type: z.literal('imported'),
    n: z.int(),
    outcome: z.union([
      z.object({ room: roomId, name: z.string(), messages: z.int() }),
      z.object({ code: z.string() }),
    ]),
  }),
  /** The server goes on at somebody else's computer; the app answers with `stop`. */
  z.object({ type: z.literal('handed-over'), to: z.string() }),
  /** Everything accepted is on disk and clients are told; the process ends now. */
  z.object({ type: z.literal('stopped') }),
  z.object({ type: z.literal('log'), line: z.string().max(2000) }),
]);
export type FromServer = z.infer<typeof fromServer>;
