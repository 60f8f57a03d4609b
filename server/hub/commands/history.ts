import { roomFor, type VerbRule } from './verb';

/** Reads a page of a room's log; for members. */
export const history: VerbRule<'history'> = {
  rate: 'history',
  decide(world, actor, { room, after, before, limit }) {
    roomFor(world, actor, 'read', room);
    return { result: ({ page }) => page(room, { after, before, limit }) };
  },
};
