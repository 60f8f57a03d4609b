import { Refusal } from '../../../protocol/errors';
import { MESSAGE_MAX_CHARS } from '../../../protocol/limits';
import { checkText } from '../../../protocol/text';
import type { RoomDraft } from '../../log/log';
import { peerOf, type Room } from '../../projections/rooms';
import type { World } from '../world';
import { type Actor, authored, roomFor, type VerbRule } from './verb';

/** Says something in a room. The result's seq is the message's. */
export const post: VerbRule<'post'> = {
  rate: 'messages',
  decide(world, actor, { room: id, text }) {
    const room = roomFor(world, actor, 'post', id);
    const checked = checkText(text);
    if (!checked.ok) {
      throw new Refusal('bad-text', {
        field: 'text',
        limit: MESSAGE_MAX_CHARS,
        message: checked.why,
      });
    }
    const said: RoomDraft = {
      kind: 'posted',
      room: id,
      ...authored(world, actor),
      text: checked.text,
    };
    return {
      events: room.kind === 'direct' ? [...callBack(world, actor, room), said] : [said],
      effect: { kind: 'typed', room: id },
      result: ({ events }) => ({ seq: events.at(-1)?.seq ?? 0 }),
    };
  },
};

/** Whoever closed a direct room is brought back by what is said in it; nobody talks to a void. */
function callBack(world: World, actor: Actor, room: Room): RoomDraft[] {
  const peer = peerOf(room, actor.id);
  const person = peer && world.person(peer.id);
  if (!person) throw new Refusal('no-such-user', { message: 'the other one is gone' });
  if (room.members.has(person.id)) return [];
  return [{ kind: 'joined', room: room.id, ...authored(world, person) }];
}
