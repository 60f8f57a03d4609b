/** `/find WORDS`: messages with these words in them, of all rooms that one is in. */
import { TEXT_FIND_HITS, TEXT_HISTORY_MAX_BYTES } from '../../../protocol/limits';
import type { Found } from '../../../protocol/search';
import { asksNothing, parseSearch } from '../../../protocol/search-query';
import { resolveSearch } from '../../../protocol/search-resolve';
import type { Handler } from './commands';
import { eventLines, mentionLines } from './format';
import { clock } from './history';
import type { Visit } from './visit';
import type { Words } from './words';

/** Filters too, as in the app: `/find from:ann in:lobby after:yesterday report`. */
export const find: Handler = async (visit, args, words) => {
  const parsed = parseSearch(args);
  if (asksNothing(parsed)) return [words.usage.find];
  const inside = visit.joinedRooms();
  const { query, rooms } = resolveSearch(parsed, {
    ...{ me: visit.session.user, users: visit.acquaintances(), rooms: inside },
  });
  if (rooms?.length === 0) return [words.nothingFound];
  const reply = await visit.hub.submit(visit.session, {
    ...{ verb: 'search', query, limit: TEXT_FIND_HITS },
    ...(rooms && { rooms: [...rooms] }),
  });
  if (!reply.ok) return [words.refused[reply.error.code](reply.error)];
  const { hits, more, partial } = reply.result;
  const lines = hitLines(hits as Found[], visit, words);
  if (lines.length === 0) return [words.nothingFound];
  return more || partial ? [...lines, words.moreFound] : lines;
};

/** The newest of them last, as in the room; those of other rooms say of which. */
function hitLines(hits: readonly Found[], visit: Visit, words: Words): string[] {
  const shown: { hit: Found; lines: string[] }[] = [];
  let bytes = 0;
  for (const hit of hits) {
    const here = hit.room === visit.room?.id;
    const its = here
      ? eventLines(hit, words)
      : mentionLines(hit, visit.roomTitle(hit.room, words.lobby), words);
    const lines = its.map((line, i) => `${i === 0 ? clock(hit.ts) : '     '} ${line}`);
    bytes += Buffer.byteLength(lines.join('\r\n'));
    if (shown.length > 0 && bytes > TEXT_HISTORY_MAX_BYTES) break;
    shown.unshift({ hit, lines });
  }
  let day = '';
  return shown.flatMap(({ hit, lines }) => {
    const its = words.day(hit.ts);
    if (its === day) return lines;
    day = its;
    return [its, ...lines];
  });
}
