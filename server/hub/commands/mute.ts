import { cleanReason, moderated, needsPlaceForSanction, subject, untilOf } from '../order';
import type { VerbRule } from './verb';

/** Somebody may read and not write: in a room or, without one, everywhere. */
export const mute: VerbRule<'mute'> = {
  rate: 'commands',
  decide(world, actor, command) {
    const { person, room } = subject(world, actor, command.user, command.room);
    needsPlaceForSanction(world);
    const reason = cleanReason(command.reason);
    const until = untilOf(world, command.minutes);
    return {
      facts: [moderated(world, actor, 'mute', { person, room, reason, until })],
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
