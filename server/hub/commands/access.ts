import type { Fact } from '../../projections/facts';
import { needed } from './create';
import { authored, roomFor, type VerbRule } from './verb';

/** Says who may enter from now on; whoever is in stays in. A new password replaces the old one. */
export const access: VerbRule<'access'> = {
  rate: 'commands',
  async prepare(world, actor, command, passwords) {
    roomFor(world, actor, 'access', command.room);
    if (command.access !== 'password') return {};
    return { newHash: await passwords.hash(needed(command.password)) };
  },
  decide(world, actor, command, prepared) {
    const room = roomFor(world, actor, 'access', command.room);
    const hash = prepared.newHash ?? null;
    const facts: Fact[] =
      hash === room.passwordHash ? [] : [{ type: 'password', room: room.id, hash }];
    if (room.access === command.access) return { facts, result: () => ({}) };
    return {
      events: [
        { kind: 'access', room: room.id, ...authored(world, actor), access: command.access },
      ],
      facts,
      result: () => ({}),
    };
  },
};
