/** Who may carry which name (docs/SECURITY.md "Names belong to keys"). */
import { Refusal } from '../../protocol/errors';
import type { UserId } from '../../protocol/ids';
import { NAME_MAX_CHARS } from '../../protocol/limits';
import { checkName, skeleton, suggestName } from '../../protocol/names';
import type { World } from './world';

/**
 * The name as it will be shown. Refuses `bad-name`, and `name-taken` with a free variant, when
 * another key owns one that looks the same or somebody connected carries it. With `takeVariant`
 * the free variant is taken instead.
 */
export function claimName(world: World, me: UserId, text: string, takeVariant = false): string {
  const checked = checkName(text);
  if (!checked.ok) {
    throw new Refusal('bad-name', { field: 'name', limit: NAME_MAX_CHARS, message: checked.why });
  }
  if (!world.nameTaken(skeleton(checked.name), me)) return checked.name;
  const suggestion = suggestName(checked.name, (name) => world.nameTaken(name, me));
  if (takeVariant) return suggestion;
  throw new Refusal('name-taken', { field: 'name', suggestion });
}
