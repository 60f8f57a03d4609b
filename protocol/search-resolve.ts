/** From names as people type them to the people and rooms of one server. */
import type { RoomId, UserId } from './ids';
import { NAME_MAX_CHARS, SEARCH_PEOPLE_MAX } from './limits';
import { meansLobby } from './lobby';
import type { RoomInfo, UserInfo } from './model';
import { roomKey } from './names';
import { foldText, type SearchQuery } from './search';
import type { ParsedSearch } from './search-query';

export interface Known {
  readonly me: UserId | null;
  readonly users: readonly Pick<UserInfo, 'id' | 'name'>[];
  /** Rooms that one is in. */
  readonly rooms: readonly Pick<RoomInfo, 'id' | 'kind' | 'name' | 'peer'>[];
}

export interface Resolved {
  readonly query: SearchQuery;
  /** Left out: all; empty: none is called so. */
  readonly rooms?: readonly RoomId[];
}

const ME = ['me', '나', '내가'];

/** Exactly so called, or else with this in their name. */
function called<T>(all: readonly T[], nameOf: (one: T) => string, wanted: string): T[] {
  const exact = all.filter((one) => nameOf(one) === wanted);
  return exact.length > 0 ? exact : all.filter((one) => nameOf(one).includes(wanted));
}

export function resolveSearch(parsed: ParsedSearch, known: Known): Resolved {
  const { words, from, has, after, before } = parsed;
  const query: SearchQuery = {
    words: [...words],
    ...(from.length > 0 && { from: authors(from, known) }),
    ...(has.length > 0 && { has: [...has] }),
    ...(after !== undefined && { after }),
    ...(before !== undefined && { before }),
  };
  if (parsed.in.length === 0) return { query };
  const rooms = new Set(parsed.in.flatMap((name) => roomsCalled(name, known)));
  return { query, rooms: [...rooms] };
}

function authors(typed: readonly string[], { me, users }: Known): NonNullable<SearchQuery['from']> {
  const ids = new Set<UserId>();
  const names = new Set<string>();
  for (const name of typed) {
    const wanted = foldText(name);
    if (me && ME.includes(wanted)) {
      ids.add(me);
      continue;
    }
    for (const { id } of called(users, (user) => foldText(user.name), wanted)) ids.add(id);
    if (name.length <= NAME_MAX_CHARS) names.add(name);
  }
  return {
    users: [...ids].slice(0, SEARCH_PEOPLE_MAX),
    names: [...names].slice(0, SEARCH_PEOPLE_MAX),
  };
}

function roomsCalled(typed: string, { rooms, users }: Known): RoomId[] {
  const byId = rooms.find(({ id }) => id === typed);
  if (byId) return [byId.id];
  const wanted = roomKey(typed);
  const nameOf = ({ kind, name, peer }: Known['rooms'][number]) =>
    roomKey(kind === 'direct' ? (users.find(({ id }) => id === peer)?.name ?? name) : name);
  const found = called(rooms, nameOf, wanted);
  if (found.length > 0 || !meansLobby(typed)) return found.map(({ id }) => id);
  return rooms.filter(({ id }) => id === 'lobby').map(({ id }) => id);
}
