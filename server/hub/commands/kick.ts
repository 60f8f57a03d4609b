import { Refusal } from '../../../protocol/errors';
import { emptied } from '../emptied';
import { cleanReason, moderated, subject } from '../order';
import { authored, type VerbRule } from './verb';

/** Puts somebody out of a room or, without one, off the server. They may come back. */
export const kick: VerbRule<'kick'> = {
  rate: 'commands',
  decide(world, actor, command) {
    const { person, room } = subject(world, actor, command.user, command.room);
    const reason = cleanReason(command.reason);
    const entry = moderated(world, actor, 'kick', { person, room, reason });
    const why = reason === undefined ? {} : { reason };
    if (!room) {
      if (!person.online) throw new Refusal('no-such-user', { field: 'user' });
      return {
        facts: [entry],
        effect: { kind: 'expel', user: person.id, reason: 'kicked', by: actor.name, note: reason },
        result: () => ({}),
      };
    }
    if (!room.members.has(person.id)) throw new Refusal('not-a-member', { field: 'user' });
    const { id: user, name: userName } = person;
    return {
      events: [{ kind: 'kicked', room: room.id, ...authored(world, actor), user, userName }],
      facts: [entry, ...emptied(room, user)],
      effect: {
        kind: 'changed',
        user,
        notice: { what: 'kicked', room: room.name, by: actor.name, ...why },
      },
      result: () => ({}),
    };
  },
};
