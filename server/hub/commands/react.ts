import { hasPlaceFor, hasReacted } from '../../../protocol/apply-change';
import { plainEmoji } from '../../../protocol/emoji';
import { Refusal } from '../../../protocol/errors';
import { REACTION_USERS_MAX } from '../../../protocol/limits';
import { isEmoji } from '../../../protocol/text';
import { shownMessage } from './message';
import { authored, roomFor, type VerbRule } from './verb';

/** Gives or takes back one emoji on a message. Doing so twice is accepted, and does nothing. */
export const react: VerbRule<'react'> = {
  rate: 'commands',
  decide(world, actor, { room: id, target, emoji: given, on }) {
    // One spelling each, so that equal ones are counted together.
    const emoji = plainEmoji(given);
    const room = roomFor(world, actor, 'react', id);
    if (!isEmoji(emoji)) throw new Refusal('bad-text', { field: 'emoji' });
    const message = shownMessage(world, actor, room, target);
    if (hasReacted(message, actor.id, emoji) === on) return { result: () => ({}) };
    if (on && !hasPlaceFor(message, emoji)) {
      throw new Refusal('full', { field: 'reactions', limit: REACTION_USERS_MAX });
    }
    return {
      events: [{ kind: 'reacted', room: id, ...authored(world, actor), target, emoji, on }],
      result: () => ({}),
    };
  },
};
