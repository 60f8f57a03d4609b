/** Who may carry which name (docs/SECURITY.md "Names belong to keys"). */
import { Refusal } from '../../protocol/errors';
import { friendlyName } from '../../protocol/friendly-names';
import type { UserId } from '../../protocol/ids';
import { NAME_MAX_CHARS } from '../../protocol/limits';
import { checkName, skeleton, suggestName } from '../../protocol/names';
import { isReservedName } from '../../protocol/reserved-names';
import type { World } from './world';

interface Claim {
  /** Another name is taken instead of being refused. */
  takeVariant?: boolean;
  /** Whoever runs the server, before they are among the people. */
  operator?: boolean;
}

/**
 * The name as it will be shown. Refuses `bad-name`; `name-taken` with a free variant, when another
 * key owns one that looks the same or somebody connected carries it; and `name-reserved` with
 * another name, when it reads as an office or as the server: hosts may, and whoever owns it already.
 * With `takeVariant` the other name is taken instead.
 */
export function claimName(world: World, me: UserId, text: string, how: Claim = {}): string {
  const checked = checkName(text);
  if (!checked.ok) {
    throw new Refusal('bad-name', { field: 'name', limit: NAME_MAX_CHARS, message: checked.why });
  }
  const isTaken = (name: string): boolean => world.nameTaken(name, me);
  if (isReservedName(checked.name) && !mayPose(world, me, checked.name, how)) {
    const suggestion = anotherName(checked.name, isTaken);
    if (how.takeVariant) return suggestion;
    throw new Refusal('name-reserved', { field: 'name', suggestion });
  }
  if (!world.nameTaken(skeleton(checked.name), me)) return checked.name;
  const suggestion = suggestName(checked.name, isTaken);
  if (how.takeVariant) return suggestion;
  throw new Refusal('name-taken', { field: 'name', suggestion });
}

const mayPose = (world: World, me: UserId, name: string, { operator = false }: Claim): boolean =>
  operator || world.role(me) === 'host' || world.state.users.owners.get(skeleton(name)) === me;

/** Nothing that reads like it: a number behind `host` makes a second host of it. */
function anotherName(name: string, isTaken: (skeleton: string) => boolean): string {
  const friendly = friendlyName(/\p{Script=Hangul}/u.test(name) ? 'ko' : 'en');
  return isTaken(skeleton(friendly)) ? suggestName(friendly, isTaken) : friendly;
}
