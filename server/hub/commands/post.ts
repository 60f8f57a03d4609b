import { Refusal } from '../../../protocol/errors';
import type { RoomDraft } from '../../log/log';
import { peerOf, type Room } from '../../projections/rooms';
import type { World } from '../world';
import { checkedText, messageAt, quoteOf } from './message';
import { type Actor, authored, roomFor, type VerbRule } from './verb';

/**
 * Says something in a room. The result's seq is the message's. Refuses with `bad-text`, and with
 * `no-such-message` when what is answered is not there (any more).
 */
export const post: VerbRule<'post'> = {
  rate: 'messages',
  decide(world, actor, { room: id, text, reply, announce, forwarded }) {
    const room = roomFor(world, actor, 'post', id);
    if (announce) roomFor(world, actor, 'announce', id);
    const said: RoomDraft = {
      kind: 'posted',
      room: id,
      ...authored(world, actor),
      text: checkedText(text),
      ...(reply !== undefined && { reply: quoteOf(messageAt(world, id, reply)) }),
      ...(announce && { announce }),
      ...(forwarded && { forwarded }),
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
