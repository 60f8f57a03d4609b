/** What the server answers to each verb. `submit` resolves to accepted or refused, never to the message. */
import { z } from 'zod';
import type { Verb } from './commands';
import { chatError } from './errors';
import { chatEvent } from './events';
import { downloadResult, filesResult, reuseResult, uploadResult } from './files';
import { seq, userId } from './ids';
import { inviteResults } from './invites';
import { roomInfo } from './model';
import { orderResults } from './order';
import { searchHits } from './search';
import { handoverResult } from './succession';

export const pageResult = z.object({
  events: z.array(chatEvent),
  /** Newest seq of the room when the page was read. */
  head: seq,
  /** Whether there is more in the direction asked for. */
  more: z.boolean(),
  /** The oldest seq that this reader may be shown, where that is not all of it: no copy goes further. */
  from: seq.optional(),
});
export type Page = z.infer<typeof pageResult>;

/** What joining, creating and opening a direct room bring: the room and who is in it. */
export const enteredResult = z.object({ room: roomInfo, members: z.array(userId).max(4096) });
export type Entered = z.infer<typeof enteredResult>;

const nothing = z.object({});
export const results = {
  post: z.object({ seq }),
  handover: handoverResult,
  edit: nothing,
  delete: nothing,
  react: nothing,
  ack: nothing,
  pin: nothing,
  /** Those that are there, in the order asked for. */
  lookup: z.object({ events: z.array(chatEvent) }),
  revisions: z.object({ texts: z.array(z.object({ text: z.string(), ts: z.int() })) }),
  create: enteredResult,
  join: enteredResult,
  direct: enteredResult,
  leave: nothing,
  topic: nothing,
  access: nothing,
  invite: nothing,
  nick: z.object({ name: z.string() }),
  history: pageResult,
  upload: uploadResult,
  reuse: reuseResult,
  discard: nothing,
  download: downloadResult,
  files: filesResult,
  search: searchHits,
  typing: nothing,
  presence: nothing,
  hand: nothing,
  look: nothing,
  shutdown: nothing,
  ...orderResults,
  ...inviteResults,
} as const satisfies Record<Verb, z.ZodType>;
export type ResultOf<V extends Verb> = z.infer<(typeof results)[V]>;

export const reply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), result: z.record(z.string(), z.unknown()) }),
  z.object({ ok: z.literal(false), error: chatError }),
]);
export type Reply = z.infer<typeof reply>;
export type ReplyTo<V extends Verb> =
  | { ok: true; result: ResultOf<V> }
  | { ok: false; error: z.infer<typeof chatError> };
