import { Refusal } from '../../../protocol/errors';
import { REACTION_USERS_MAX } from '../../../protocol/limits';
import { shownMessage } from './message';
import { authored, roomFor, type VerbRule } from './verb';

/** Says that one has read an announcement. Of other messages nobody is told who has read them. */
export const ack: VerbRule<'ack'> = {
  rate: 'commands',
  decide(world, actor, { room: id, target }) {
    const room = roomFor(world, actor, 'read', id);
    const message = shownMessage(world, actor, room, target);
    if (!message.announce) throw new Refusal('not-allowed', { message: 'no announcement' });
    const acks = message.acks ?? [];
    if (message.by === actor.id || acks.includes(actor.id)) return { result: () => ({}) };
    if (acks.length >= REACTION_USERS_MAX) {
      throw new Refusal('full', { field: 'acks', limit: REACTION_USERS_MAX });
    }
    return {
      events: [{ kind: 'acked', room: id, ...authored(world, actor), target }],
      result: () => ({}),
    };
  },
};
