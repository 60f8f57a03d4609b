import { Refusal } from '../../../protocol/errors';
import { ROOM_NAME_MAX_CHARS, ROOMS_MAX } from '../../../protocol/limits';
import { checkRoomName } from '../../../protocol/names';
import type { RoomDraft } from '../../log/log';
import type { Fact } from '../../projections/facts';
import { roomNamed } from '../../projections/rooms';
import type { World } from '../world';
import { checkedTopic } from './topic';
import { type Actor, authored, needsPlaceForRoom, type VerbRule } from './verb';

/** Makes a room and enters it; whoever made it owns it. */
export const create: VerbRule<'create'> = {
  rate: 'rooms',
  async prepare(world, actor, command, passwords) {
    freeName(world, actor, command.name);
    if (command.access !== 'password') return {};
    return { newHash: await passwords.hash(needed(command.password)) };
  },
  decide(world, actor, command, prepared) {
    const title = freeName(world, actor, command.name);
    const room = world.newRoomId();
    const by = authored(world, actor);
    const events: RoomDraft[] = [
      { kind: 'created', room, ...by, title, access: command.access },
      { kind: 'joined', room, ...by },
    ];
    const topic = command.topic === undefined ? '' : checkedTopic(command.topic);
    if (topic !== '') events.push({ kind: 'topic', room, ...by, topic });
    const facts: Fact[] = [];
    if (prepared.newHash !== undefined)
      facts.push({ type: 'password', room, hash: prepared.newHash });
    return { events, facts, result: ({ entered }) => entered(room) };
  },
};

function freeName(world: World, actor: Actor, text: string): string {
  const name = checkedRoomName(text);
  if (roomNamed(world.state.rooms, name)) throw new Refusal('room-exists', { field: 'name' });
  if (world.state.rooms.byName.size >= ROOMS_MAX) throw new Refusal('full', { limit: ROOMS_MAX });
  needsPlaceForRoom(world, actor.id);
  return name;
}

/** The name as it is shown, or `bad-name`. */
export function checkedRoomName(text: string): string {
  const checked = checkRoomName(text);
  if (checked.ok) return checked.name;
  const { why: message } = checked;
  throw new Refusal('bad-name', { field: 'name', limit: ROOM_NAME_MAX_CHARS, message });
}

/** A room that asks for a password needs one. */
export function needed(password: string | undefined): string {
  if (password === undefined) throw new Refusal('password-required', { field: 'password' });
  return password;
}
