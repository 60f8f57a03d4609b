/** One search over several servers: each is asked for a page, and the pages become one. */

import type { ChatClient } from '../../client/api';
import type { SearchAnswer } from '../../client/searching';
import type { CallInput, CallOutput } from '../../protocol/ipc';
import { SEARCH_HITS_MAX } from '../../protocol/limits';
import { compareHits, cursorOf, type Found, type SearchCursor } from '../../protocol/search';
import { asksNothing, parseSearch } from '../../protocol/search-query';
import { resolveSearch } from '../../protocol/search-resolve';
import type { ServerId } from '../../protocol/views';

type Input = CallInput<'search'>;
type Output = CallOutput<'search'>;
type Searched = Pick<ChatClient, 'me' | 'users' | 'rooms' | 'search'>;

/** `servers`: those that are looked into, in the order of the rail. */
export async function searchServers(
  servers: readonly { id: ServerId; client: Searched }[],
  { text, room, cursors }: Omit<Input, 'server'>,
  now = new Date(),
): Promise<Output> {
  const parsed = parseSearch(text, now);
  if (asksNothing(parsed)) return NOTHING;
  const going = cursors ? servers.filter(({ id }) => id in cursors) : servers;
  const answers = await Promise.all(
    going.map(async ({ id, client }) => {
      const inside = client.rooms().filter(({ joined }) => joined);
      const known = { me: client.me?.id ?? null, users: client.users(), rooms: inside };
      const { query, rooms } = resolveSearch(parsed, known);
      const within = room === undefined ? rooms : [room];
      if (within?.length === 0) return { id, none: true as const };
      const before = cursors?.[id] ?? undefined;
      const answer = await client.search({
        ...{ query, limit: SEARCH_HITS_MAX },
        ...(within && { rooms: within }),
        ...(before && { before }),
      });
      return { id, answer, before };
    }),
  );
  const found = answers.flatMap((one) => (one.answer ? [one] : []));
  return { ...mergePages(found, SEARCH_HITS_MAX), noRoom: going.length > 0 && found.length === 0 };
}

const NOTHING: Output = { hits: [], cursors: {}, partial: false, copyOnly: [], noRoom: false };

interface Page {
  id: ServerId;
  answer: SearchAnswer;
  /** What it was asked below. */
  before: SearchCursor | undefined;
}

/** The newest of all, and from where each server is to be asked on; those that are done are not named. */
export function mergePages(pages: readonly Page[], limit: number): Omit<Output, 'noRoom'> {
  const all = pages
    .flatMap(({ id, answer }) => answer.hits.map((event) => ({ server: id, event })))
    .sort((a, b) => compareHits(a.event, b.event));
  // A page that ends somewhere says nothing about what lies below.
  const [end] = pages
    .flatMap(({ answer: { more, cursor } }) => (more && cursor ? [cursor.ts] : []))
    .sort((a, b) => b - a);
  const known = all.filter(({ event }, i) => i < limit && (end === undefined || event.ts >= end));
  const cursors: Record<ServerId, SearchCursor | null> = {};
  for (const { id, answer, before } of pages) {
    const shown = known.filter(({ server }) => server === id);
    const last: Found | undefined = shown.at(-1)?.event;
    const allShown = shown.length === answer.hits.length;
    if (allShown && !answer.more) continue;
    const next = allShown ? answer.cursor : last && cursorOf(last);
    cursors[id] = next ?? before ?? null;
  }
  return {
    hits: known,
    cursors,
    partial: pages.some(({ answer }) => answer.partial),
    copyOnly: pages.flatMap(({ id, answer }) => (answer.copyOnly ? [id] : [])),
  };
}
