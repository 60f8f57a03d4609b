import { visibleFrom } from '../visible';
import { roomFor, type VerbRule } from './verb';

/** Reads a page of a room's log; for members. */
export const history: VerbRule<'history'> = {
  rate: 'history',
  decide(world, actor, { room, after, before, at, limit }) {
    const from = visibleFrom(world, roomFor(world, actor, 'read', room), actor.id);
    return { result: ({ page }) => page(room, { after, before, at, limit, from }) };
  },
};
