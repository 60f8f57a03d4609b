import { cleanReason, moderated, needsPlaceForSanction, subject, untilOf } from '../order';
import { addressKey } from '../rates';
import type { VerbRule } from './verb';

/**
 * Keeps somebody out: their key, and the address that they came from unless `address` is false
 * (see ../banned.ts for whom that stops). They are put out at once.
 */
export const ban: VerbRule<'ban'> = {
  rate: 'commands',
  decide(world, actor, command) {
    const { person } = subject(world, actor, command.user, undefined);
    needsPlaceForSanction(world);
    const reason = cleanReason(command.reason);
    const until = untilOf(world, command.minutes);
    const from = world.addressOf(person.id);
    // Whoever has no key is known by their address alone.
    const byAddress = command.address || person.id.startsWith('g');
    const address = from !== undefined && byAddress ? addressKey(from) : undefined;
    return {
      facts: [moderated(world, actor, 'ban', { person, reason, until, address })],
      effect: { kind: 'expel', user: person.id, reason: 'banned', by: actor.name, note: reason },
      result: () => ({}),
    };
  },
};
