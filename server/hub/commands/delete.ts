import type { RoomDraft } from '../../log/log';
import { can, placeOf, standingIn } from '../can';
import { moderated } from '../order';
import { messageAt, shownMessage } from './message';
import { authored, roomFor, type VerbRule } from './verb';

/** Takes a message out of the log: one's own, or as a moderator anybody's. A pinned one is unpinned. */
export const remove: VerbRule<'delete'> = {
  rate: 'commands',
  decide(world, actor, { room: id, target }) {
    const room = roomFor(world, actor, 'read', id);
    const message = messageAt(world, id, target);
    if (message.by !== actor.id) {
      // Who may not delete it is not told that it is there, where they are not shown it.
      const standing = standingIn(room, actor.id, actor.role);
      if (!can(standing, 'moderate', placeOf(room))) shownMessage(world, actor, room, target);
      roomFor(world, actor, 'moderate', id);
    }
    const about = { room: id, ...authored(world, actor), target };
    const unpinned: RoomDraft[] = room.pins.includes(target)
      ? [{ kind: 'pinned', ...about, on: false }]
      : [];
    const person = { id: message.by, name: message.name };
    return {
      events: [...unpinned, { kind: 'deleted', ...about }],
      facts: message.by === actor.id ? [] : [moderated(world, actor, 'delete', { person, room })],
      result: () => ({}),
    };
  },
};
