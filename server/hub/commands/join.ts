import type { CommandOf } from '../../../protocol/commands';
import { Refusal } from '../../../protocol/errors';
import { type Room, roomNamed } from '../../projections/rooms';
import { placeOf, standingIn, whyNot } from '../can';
import type { World } from '../world';
import { authored, needsPlaceForRoom, roomFor, type VerbRule } from './verb';

/** Enters a room, by id or by name. Entering one's own room again changes nothing. */
export const join: VerbRule<'join'> = {
  rate: 'commands',
  async prepare(world, actor, command, passwords) {
    const room = wanted(world, command);
    const standing = standingIn(room, actor.id, actor.role);
    const asked = whyNot(standing, 'join', placeOf(room)) === 'password-required';
    if (!asked || command.password === undefined || room.passwordHash === null) return {};
    const rightFor = room.passwordHash;
    await passwords.check(command.password, rightFor, actor.address);
    return { rightFor };
  },
  decide(world, actor, command, prepared) {
    const { id, passwordHash, members } = wanted(world, command);
    // The password may have been changed while the given one was being checked.
    const knowsPassword = passwordHash !== null && prepared.rightFor === passwordHash;
    roomFor(world, actor, 'join', id, { knowsPassword });
    if (members.has(actor.id)) return { result: ({ entered }) => entered(id) };
    needsPlaceForRoom(world, actor.id);
    return {
      events: [{ kind: 'joined', room: id, ...authored(world, actor) }],
      result: ({ entered }) => entered(id),
    };
  },
};

function wanted(world: World, { room: text }: CommandOf<'join'>): Room {
  const { rooms } = world.state;
  const room = rooms.byId.get(text) ?? roomNamed(rooms, text);
  if (!room) throw new Refusal('no-such-room');
  return room;
}
