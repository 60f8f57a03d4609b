import { PAGE_MAX_BYTES, REVISIONS_MAX } from '../../../protocol/limits';
import { messageAt } from './message';
import { roomFor, type VerbRule } from './verb';

/** What a message said before it was edited, oldest first: for its author and for moderators. */
export const revisions: VerbRule<'revisions'> = {
  rate: 'history',
  decide(world, actor, { room: id, target }) {
    roomFor(world, actor, 'read', id);
    const message = messageAt(world, id, target);
    if (message.by !== actor.id) roomFor(world, actor, 'moderate', id);
    const texts = world.revisions(id, target).slice(-REVISIONS_MAX);
    while (Buffer.byteLength(JSON.stringify(texts)) > PAGE_MAX_BYTES) texts.shift();
    return { result: () => ({ texts }) };
  },
};
