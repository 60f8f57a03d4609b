import { isGuest } from '../../../protocol/ids';
import { roomIdsOf } from '../../projections/rooms';
import { claimName } from '../claim-name';
import { authored, type VerbRule } from './verb';

/** Takes another name, in every room that one is in. It costs as much as making a room. */
export const nick: VerbRule<'nick'> = {
  rate: 'rooms',
  decide(world, actor, command) {
    const name = claimName(world, actor.id, command.name);
    if (name === actor.name) return { result: () => ({ name }) };
    const by = authored(world, { ...actor, name });
    const person = world.person(actor.id);
    return {
      events: [...roomIdsOf(world.state.rooms, actor.id)].map((room) => ({
        kind: 'renamed',
        room,
        ...by,
        old: actor.name,
      })),
      facts: isGuest(actor.id)
        ? []
        : [
            {
              type: 'user',
              id: actor.id,
              name,
              wire: actor.wire,
              verified: person?.verified ?? false,
            },
          ],
      rename: name,
      result: () => ({ name }),
    };
  },
};
