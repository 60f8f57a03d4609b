/** `/find WORDS`: messages with these words in them, of all rooms that one is in. */
import { TEXT_FIND_HITS } from '../../../protocol/limits';
import { asksNothing, parseSearch } from '../../../protocol/search-query';
import { resolveSearch } from '../../../protocol/search-resolve';
import { WORDS as TEXT } from '../../../server/gateways/text/languages';
import { dayLine, eventLines } from '../format';
import { titleOf } from '../rooms';
import type { Talk } from './talk';

/** The newest last, as in the room. Filters as in the app, in both languages. */
export async function find(talk: Talk, args: string): Promise<void> {
  const { client, language, paint } = talk;
  const text = TEXT[language];
  const parsed = parseSearch(args);
  if (asksNothing(parsed)) return talk.say(text.usage.find);
  const inside = client.rooms().filter(({ joined }) => joined);
  const known = { me: client.me?.id ?? null, users: client.users(), rooms: inside };
  const { query, rooms } = resolveSearch(parsed, known);
  const { hits, more, partial } = await client.search({
    ...{ query, limit: TEXT_FIND_HITS },
    ...(rooms && { rooms }),
  });
  if (hits.length === 0) return talk.say(text.nothingFound);
  let day = '';
  let room = talk.room?.id;
  const lines = [...hits].reverse().flatMap((hit) => {
    const its = dayLine(hit.ts, language);
    const head = its === day ? [] : [paint('dim', its)];
    day = its;
    if (hit.room !== room) {
      const found = inside.find(({ id }) => id === hit.room);
      const peer = client.users().find(({ id }) => id === found?.peer);
      const title = found ? titleOf({ ...found, name: peer?.name ?? found.name }, language) : '';
      head.push(paint('dim', `#${title}`));
      room = hit.room;
    }
    return [...head, ...eventLines(hit, { language, paint, me: '' })];
  });
  talk.screen.print(lines);
  if (more || partial) talk.say(text.moreFound);
}
