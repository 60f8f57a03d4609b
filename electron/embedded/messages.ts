/** What the app and its embedded server say to each other; parsed on both sides. */
import { z } from 'zod';
import { epoch, fingerprint, userId } from '../../protocol/ids';
import { PASSWORD_MAX_CHARS, SERVER_NAME_MAX_CHARS } from '../../protocol/limits';

export const startOptions = z.object({
  host: z.string().min(1),
  port: z.int().min(0).max(65_535),
  portTries: z.int().min(0),
  dataDir: z.string().min(1),
  name: z.string().min(1).max(SERVER_NAME_MAX_CHARS),
  password: z.string().max(PASSWORD_MAX_CHARS).optional(),
  plain: z.enum(['off', 'loopback', 'lan']),
  capacity: z.int().optional(),
  hosts: z.array(userId),
  version: z.string(),
});
export type StartOptions = z.infer<typeof startOptions>;

export const toServer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), options: startOptions }),
  z.object({ type: z.literal('stop'), by: z.string().optional() }),
]);
export type ToServer = z.infer<typeof toServer>;

export const startFailure = z.object({
  code: z.enum(['port-taken', 'no-permission', 'storage', 'internal']),
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
  /** A host asked for the end (`/shutdown`); the app answers with `stop`. */
  z.object({ type: z.literal('shutdown-asked'), by: z.string() }),
  /** Everything accepted is on disk and clients are told; the process ends now. */
  z.object({ type: z.literal('stopped') }),
  z.object({ type: z.literal('log'), line: z.string().max(2000) }),
]);
export type FromServer = z.infer<typeof fromServer>;
