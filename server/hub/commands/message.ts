/** What commands about a message have in common. */
import type { Message } from '../../../protocol/apply-change';
import { Refusal } from '../../../protocol/errors';
import type { RoomId, Seq } from '../../../protocol/ids';
import { MESSAGE_MAX_CHARS, QUOTE_MAX_CHARS } from '../../../protocol/limits';
import type { Quote } from '../../../protocol/message';
import { checkText, oneLine } from '../../../protocol/text';
import type { Room } from '../../projections/rooms';
import { visibleFrom } from '../visible';
import type { World } from '../world';
import type { Actor } from './verb';

/** The message, or `no-such-message`: also for one that was deleted. */
export function messageAt(world: World, room: RoomId, seq: Seq): Message {
  const message = world.message(room, seq);
  if (!message || message.gone) throw new Refusal('no-such-message');
  return message;
}

/** The same for what only somebody who is shown the message may do (../visible.ts). */
export function shownMessage(
  world: World,
  actor: Pick<Actor, 'id'>,
  room: Room,
  seq: Seq,
): Message {
  if (seq < visibleFrom(world, room, actor.id)) throw new Refusal('no-such-message');
  return messageAt(world, room.id, seq);
}

/** The text as it is kept, or `bad-text`. */
export function checkedText(text: string): string {
  const checked = checkText(text);
  if (!checked.ok) {
    throw new Refusal('bad-text', {
      field: 'text',
      limit: MESSAGE_MAX_CHARS,
      message: checked.why,
    });
  }
  return checked.text;
}

/** How a message begins, for those who answer it. Never cuts a character in two. */
export function quoteOf({ seq, by, name, text, files }: Message): Quote {
  const line = oneLine(text) || (files?.[0]?.name ?? '');
  return { seq, by, name, text: beginning(line) };
}

function beginning(line: string): string {
  if (line.length <= QUOTE_MAX_CHARS) return line;
  let kept = '';
  for (const { segment } of graphemes.segment(line.slice(0, QUOTE_MAX_CHARS * 2))) {
    if (kept.length + segment.length > QUOTE_MAX_CHARS - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
