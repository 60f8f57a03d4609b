/** What the event loop and a thread of the same program say to each other. */
import type { JobName } from './jobs';

export interface ThreadData {
  /** Path of the log's file. */
  readonly log: string;
}

export type ToThread = { do: JobName; input: unknown } | 'stop';

export type FromThread =
  /** It has loaded everything it needs. */
  | 'ready'
  | { ok: true; output: unknown }
  /** `why` is for the owner of the server, and holds no text of a message. */
  | { ok: false; why: string };
