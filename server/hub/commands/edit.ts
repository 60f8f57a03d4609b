import { Refusal } from '../../../protocol/errors';
import { checkedText, messageAt, shownMessage } from './message';
import { authored, roomFor, type VerbRule } from './verb';

/** One's own message says something else from now on; what it said before is kept for moderators. */
export const edit: VerbRule<'edit'> = {
  rate: 'messages',
  decide(world, actor, command) {
    const room = roomFor(world, actor, 'post', command.room);
    const message = messageAt(world, room.id, command.target);
    if (message.by !== actor.id) {
      // Nor is it told that a message is there which they are not shown.
      shownMessage(world, actor, room, message.seq);
      throw new Refusal('not-allowed');
    }
    const text = checkedText(command.text);
    if (text === message.text) return { result: () => ({}) };
    return {
      events: [
        {
          kind: 'edited',
          room: room.id,
          ...authored(world, actor),
          target: message.seq,
          text,
        },
      ],
      result: () => ({}),
    };
  },
};
