import { Refusal } from '../../../protocol/errors';
import { authored, roomFor, type VerbRule } from './verb';

/** Opens a room to somebody: they see it and need no password. They enter when they like. */
export const invite: VerbRule<'invite'> = {
  rate: 'commands',
  decide(world, actor, command) {
    const room = roomFor(world, actor, 'invite', command.room);
    const guest = world.person(command.user);
    if (!guest) throw new Refusal('no-such-user', { field: 'user' });
    if (room.members.has(guest.id)) throw new Refusal('already-member', { field: 'user' });
    if (room.invited.has(guest.id)) return { result: () => ({}) };
    return {
      events: [
        {
          kind: 'invited',
          room: room.id,
          ...authored(world, actor),
          user: guest.id,
          userName: guest.name,
        },
      ],
      result: () => ({}),
    };
  },
};
