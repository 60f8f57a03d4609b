import { Refusal } from '../../../protocol/errors';
import { PAGE_MAX_BYTES, REVISIONS_MAX } from '../../../protocol/limits';
import { visibleFrom } from '../visible';
import { messageAt } from './message';
import { roomFor, type VerbRule } from './verb';

/** What a message said before it was edited, oldest first: for its author and for moderators. */
export const revisions: VerbRule<'revisions'> = {
  rate: 'history',
  decide(world, actor, { room: id, target }) {
    const room = roomFor(world, actor, 'read', id);
    if (target < visibleFrom(world, room, actor.id)) throw new Refusal('no-such-message');
    const message = messageAt(world, id, target);
    if (message.by !== actor.id) roomFor(world, actor, 'moderate', id);
    const texts = world.revisions(id, target).slice(-REVISIONS_MAX);
    while (Buffer.byteLength(JSON.stringify(texts)) > PAGE_MAX_BYTES) texts.shift();
    return { result: () => ({ texts }) };
  },
};
