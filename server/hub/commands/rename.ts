import { Refusal } from '../../../protocol/errors';
import { roomNamed } from '../../projections/rooms';
import { moderated } from '../order';
import { checkedRoomName } from './create';
import { authored, roomFor, type VerbRule } from './verb';

/** A room has another name from now on; the old one is free. */
export const rename: VerbRule<'rename'> = {
  rate: 'rooms',
  decide(world, actor, command) {
    const room = roomFor(world, actor, 'rename', command.room);
    const title = checkedRoomName(command.name);
    if (title === room.name) return { result: () => ({ name: title }) };
    const other = roomNamed(world.state.rooms, title);
    if (other && other !== room) throw new Refusal('room-exists', { field: 'name' });
    return {
      events: [{ kind: 'titled', room: room.id, ...authored(world, actor), title, old: room.name }],
      facts: [moderated(world, actor, 'rename', { room, detail: title })],
      result: () => ({ name: title }),
    };
  },
};
