import type { CommandOf } from '../../../protocol/commands';
import { Refusal } from '../../../protocol/errors';
import { type Room, roomNamed } from '../../projections/rooms';
import { can, placeOf, type Standing, standingIn, whyNot } from '../can';
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
    const room = wanted(world, command);
    const { id, passwordHash, members } = room;
    // The password may have been changed while the given one was being checked.
    const knowsPassword = passwordHash !== null && prepared.rightFor === passwordHash;
    roomFor(world, actor, 'join', id, { knowsPassword });
    if (members.has(actor.id)) return { result: ({ entered }) => entered(id) };
    needsPlaceForRoom(world, actor.id);
    needsPlaceIn(room, standingIn(room, actor.id, actor.role));
    return {
      events: [{ kind: 'joined', room: id, ...authored(world, actor) }],
      result: ({ entered }) => entered(id),
    };
  },
};

/** Refuses with `full`; not who keeps order there. */
function needsPlaceIn(room: Room, who: Standing): void {
  const { capacity } = room.rules;
  if (capacity === null || room.members.size < capacity || can(who, 'expel', placeOf(room))) return;
  throw new Refusal('full', { field: 'room', limit: capacity });
}

function wanted(world: World, { room: text }: CommandOf<'join'>): Room {
  const { rooms } = world.state;
  const room = rooms.byId.get(text) ?? roomNamed(rooms, text);
  if (!room) throw new Refusal('no-such-room');
  return room;
}
