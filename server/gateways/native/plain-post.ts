/**
 * What nearly all frames are, a text without anything beside it, known without the schemas of all
 * the others. Where it is in doubt the schema is asked: plain-post.test.ts holds the two together.
 */
import type { ClientFrame } from '../../../protocol/envelopes';
import { COMMAND_ID_MAX_CHARS, ROOM_ID } from '../../../protocol/ids';
import { MESSAGE_MAX_CHARS } from '../../../protocol/limits';

type Fields = Readonly<Record<string, unknown>>;
type PlainPost = Extract<ClientFrame, { t: 'cmd' }>;

/** The frame as the schema would hand it out; null: ask the schema. */
export function plainPost(value: unknown): PlainPost | null {
  if (typeof value !== 'object' || value === null) return null;
  const { t, id, n, cmd } = value as Fields;
  if (t !== 'cmd' || typeof cmd !== 'object' || cmd === null) return null;
  if (typeof id !== 'string' || id === '' || id.length > COMMAND_ID_MAX_CHARS) return null;
  if (n !== undefined && !(Number.isSafeInteger(n) && (n as number) >= 1)) return null;
  const { verb, room, text } = cmd as Fields;
  if (verb !== 'post' || typeof room !== 'string' || typeof text !== 'string') return null;
  if (text.length > MESSAGE_MAX_CHARS || !ROOM_ID.test(room)) return null;
  const nothingElse = fieldsOf(value) === (n === undefined ? 3 : 4) && fieldsOf(cmd) === 3;
  return nothingElse ? (value as PlainPost) : null;
}

function fieldsOf(value: object): number {
  let count = 0;
  for (const _ in value) count += 1;
  return count;
}
