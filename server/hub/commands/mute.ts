import { isGuest } from '../../../protocol/ids';
import { cleanReason, moderated, needsPlaceForSanction, subject, untilOf } from '../order';
import { addressKey } from '../rates';
import type { VerbRule } from './verb';

/**
 * Somebody may read and not write: in a room or, without one, everywhere. A guest is held by their
 * address too (../muted.ts).
 */
export const mute: VerbRule<'mute'> = {
  rate: 'commands',
  decide(world, actor, command) {
    const { person, room } = subject(world, actor, command.user, command.room);
    needsPlaceForSanction(world);
    const reason = cleanReason(command.reason);
    const until = untilOf(world, command.minutes);
    const from = isGuest(person.id) ? world.addressOf(person.id) : undefined;
    const address = from === undefined ? undefined : addressKey(from);
    return {
      facts: [moderated(world, actor, 'mute', { person, room, reason, until, address })],
      effect: {
        kind: 'changed',
        user: person.id,
        notice: {
          what: 'muted',
          by: actor.name,
          ...(room && { room: room.name }),
          ...(reason !== undefined && { reason }),
          ...(until !== undefined && { until }),
        },
      },
      result: () => ({}),
    };
  },
};
