import type { UserId } from '../../../protocol/ids';
import type { ComingEvent } from './rows';

/** Who came and who went in a stretch of time, by name, in the order of first appearance. */
export interface Coming {
  joined: readonly string[];
  left: readonly string[];
  /** Came and went again within the stretch. */
  visited: readonly string[];
}

/** Many comings and goings as one line. Who left and came back is said to have come. */
export const fold = (run: readonly ComingEvent[]): Coming => {
  const people = new Map<UserId, { name: string; first: ComingEvent['kind']; last: string }>();
  for (const { by, name, kind } of run) {
    const known = people.get(by);
    people.set(by, { name, first: known?.first ?? kind, last: kind });
  }
  const joined: string[] = [];
  const left: string[] = [];
  const visited: string[] = [];
  for (const { name, first, last } of people.values()) {
    if (last === 'joined') joined.push(name);
    else if (first === 'joined') visited.push(name);
    else left.push(name);
  }
  return { joined, left, visited };
};
