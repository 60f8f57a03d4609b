/** A room full of what a hostile member, or a hostile server, can put before somebody's eyes. */
import {
  EMOJI_MAX_CHARS,
  FILE_NAME_MAX_CHARS,
  PINS_MAX,
  QUOTE_MAX_CHARS,
  ROOM_NAME_MAX_CHARS,
  TOPIC_MAX_CHARS,
} from '../../../protocol/limits';
import type { RoomDraft } from '../../../server/log/log';
import { type Random, randomOf } from '../../../torture/lib/random';
import { hostileName } from './letters';
import { hostileText } from './texts';

const PEOPLE = 40;
const MINUTE = 60_000;
const userOf = (at: number) => `k${String(at).padStart(22, 'A')}`;

export interface Conversation {
  /** Of the lobby, whose seqs begin at 1. */
  drafts: RoomDraft[];
  /** Strings in them that somebody has made up. */
  payloads: number;
  /** Seqs of those that are shown as messages. */
  messages: number[];
}

/** `payloads` of them at least, ending at `end` (ms since 1970). Writes nothing outside the schemas. */
export function hostileRoom(seed: number, payloads: number, end: number): Conversation {
  const random = randomOf(seed, 'room');
  const made: Conversation = { drafts: [], payloads: 0, messages: [] };
  const count = <T>(one: T): T => {
    made.payloads += 1;
    return one;
  };
  const name = (limit?: number) => count(hostileName(random, limit));
  const text = (limit?: number) => count(hostileText(random).slice(0, limit));

  while (made.payloads < payloads) {
    const base = {
      room: 'lobby',
      // In the order of their numbers, and never later than now.
      ts: end - payloads * MINUTE + made.drafts.length * MINUTE,
      by: userOf(random.whole(1, PEOPLE)),
      name: name(),
    };
    const seq = made.drafts.length + 1;
    if (seq > 1 && random.oneIn(12)) {
      made.drafts.push({ ...base, ...beside(random, made, name, text) });
      continue;
    }
    made.messages.push(seq);
    made.drafts.push({
      ...base,
      kind: 'posted',
      text: text(),
      ...(random.oneIn(6) && {
        reply: { seq, by: userOf(1), name: name(), text: text(QUOTE_MAX_CHARS) },
      }),
      ...(random.oneIn(10) && { forwarded: { name: name(), room: name(ROOM_NAME_MAX_CHARS) } }),
      ...(random.oneIn(10) && { files: [file(random, name(FILE_NAME_MAX_CHARS), text(100))] }),
      ...(random.oneIn(20) && { announce: true as const }),
      ...(random.oneIn(20) && { imported: true as const }),
    });
  }
  return made;
}

/** Types are told by whoever sent the file; only a few are ever shown, and none of these. */
const TYPES = ['text/html', 'image/svg+xml', 'application/pdf', 'image/png;x=', 'javascript:', ''];

const file = (random: Random, name: string, type: string) => ({
  id: `f${String(random.whole(0, 2 ** 40)).padStart(22, 'A')}`,
  name,
  size: random.whole(0, 2 ** 40),
  type: random.oneIn(2) ? random.pick(TYPES) : type,
  hash: 'A'.repeat(43),
  width: random.whole(1, 65_535),
  height: random.whole(1, 65_535),
});

type Named = (limit?: number) => string;

/** What happens in a room beside messages, with names and words in it. */
const beside = (random: Random, { messages }: Conversation, name: Named, text: Named) =>
  random.pick([
    () => ({ kind: 'renamed' as const, old: name() }),
    () => ({ kind: 'topic' as const, topic: text(TOPIC_MAX_CHARS) }),
    () => ({ kind: 'invited' as const, user: userOf(2), userName: name() }),
    () => ({ kind: 'kicked' as const, user: userOf(3), userName: name() }),
    () => ({
      kind: 'titled' as const,
      title: name(ROOM_NAME_MAX_CHARS),
      old: name(ROOM_NAME_MAX_CHARS),
    }),
    () => ({ kind: 'joined' as const }),
    () => ({
      kind: 'reacted' as const,
      target: random.pick(messages),
      emoji: name(EMOJI_MAX_CHARS),
      on: true,
    }),
    () => ({ kind: 'edited' as const, target: random.pick(messages), text: text() }),
    // no room has more than so many, whoever keeps it
    () => ({ kind: 'pinned' as const, target: random.pick(messages.slice(0, PINS_MAX)), on: true }),
  ])();
