import { PEOPLE_PAGE_MAX } from '../../../protocol/limits';
import { needsRole } from '../order';
import type { VerbRule } from './verb';

/** Who is connected, from where, since when and with how much traffic; for moderators. */
export const people: VerbRule<'people'> = {
  rate: 'commands',
  decide(world, actor, { skip, like = '' }) {
    needsRole(actor, 'people');
    const wanted = like.trim().toLowerCase();
    const found = world.connected().filter(({ name }) => name.toLowerCase().includes(wanted));
    const page = found.slice(skip, skip + PEOPLE_PAGE_MAX);
    return { result: () => ({ people: page, total: found.length }) };
  },
};
