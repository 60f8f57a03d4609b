import { PAGE_MAX_BYTES } from '../../../protocol/limits';
import { eventJson } from '../../session/event-json';
import { withoutHidden } from '../hidden';
import { visibleFrom } from '../visible';
import { roomFor, type VerbRule } from './verb';

/** Single messages as they are now, for members; at most as many as fit into a page. */
export const lookup: VerbRule<'lookup'> = {
  rate: 'history',
  decide(world, actor, { room: id, seqs }) {
    const from = visibleFrom(world, roomFor(world, actor, 'read', id), actor.id);
    let bytes = 0;
    const events = seqs.flatMap((seq) => {
      const found = seq >= from && bytes < PAGE_MAX_BYTES ? world.message(id, seq) : null;
      if (!found) return [];
      const message = withoutHidden(found, from);
      bytes += Buffer.byteLength(eventJson(message));
      return bytes < PAGE_MAX_BYTES ? [message] : [];
    });
    return { result: () => ({ events }) };
  },
};
