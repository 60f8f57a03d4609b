import { cleanReason, moderated } from '../order';
import { authored, roomFor, type VerbRule } from './verb';

/** A room is no more; its members are told. What was said in it can be read by nobody here. */
export const deleteRoom: VerbRule<'delete-room'> = {
  rate: 'commands',
  decide(world, actor, command) {
    const room = roomFor(world, actor, 'delete', command.room);
    const reason = cleanReason(command.reason);
    const why = reason === undefined ? {} : { reason };
    return {
      events: [{ kind: 'ended', room: room.id, ...authored(world, actor) }],
      facts: [
        moderated(world, actor, 'delete-room', { room, reason }),
        { type: 'room-gone', room: room.id },
      ],
      effect: {
        kind: 'tell',
        users: [...room.members].filter((user) => user !== actor.id),
        notice: { what: 'room-deleted', room: room.name, by: actor.name, ...why },
      },
      result: () => ({}),
    };
  },
};
