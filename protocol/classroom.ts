/**
 * A room in classroom mode (docs/PROTOCOL.md "Classroom"): hands are raised in order, whoever leads
 * can ask everybody to look, and people go by names that can be read out.
 */
import { z } from 'zod';
import type { ChatEvent } from './events';
import { roomId, seq, type UserId, userId } from './ids';
import { HANDS_MAX } from './limits';

/** Raises one's own hand or lowers it; whoever leads the room lowers another one's with `user`. */
export const handCommand = z.object({
  verb: z.literal('hand'),
  room: roomId,
  on: z.boolean(),
  user: userId.optional(),
});
/** Asks everybody in the room to look at it, or at one message of it. */
export const lookCommand = z.object({
  verb: z.literal('look'),
  room: roomId,
  target: seq.optional(),
});

/** Who has a hand raised after an event, in the order of raising. */
export function handsAfter(hands: readonly UserId[], event: ChatEvent): readonly UserId[] {
  switch (event.kind) {
    case 'hand': {
      if (event.on === hands.includes(event.user)) return hands;
      const others = hands.filter((id) => id !== event.user);
      return event.on ? [...others, event.user].slice(0, HANDS_MAX) : others;
    }
    case 'left':
      return hands.filter((id) => id !== event.by);
    case 'kicked':
      return hands.filter((id) => id !== event.user);
    case 'rules':
      return event.rules.classroom ? hands : [];
    default:
      return hands;
  }
}

/** At least two letters or digits of any script, and nothing else but what joins them. */
const CLEAR = /^[\p{L}\p{M}\p{N} .,'’()·-]+$/u;
const LETTERS = /[\p{L}\p{N}]/gu;

/** Whether a name can be read out: no emoji, no signs, no single letter. */
export const isClearName = (name: string): boolean =>
  CLEAR.test(name) && (name.match(LETTERS)?.length ?? 0) >= 2;
