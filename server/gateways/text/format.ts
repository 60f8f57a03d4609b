/** What happened, as lines of a terminal. Pure: the same event gives everybody the same lines. */
import type { ChatEvent, EventOf } from '../../../protocol/events';
import { TEXT_NAMED_LINES } from '../../../protocol/limits';
import type { Words } from './words';

/**
 * A message in its room: each of its lines under the author's name, so that none can pose. Of a
 * very long column of lines the further ones carry a bar instead: a name on each would make
 * hundreds of kilobytes out of a few.
 */
export function eventLines(event: ChatEvent, words: Words): string[] {
  if (event.kind === 'posted') return said(event.name, event.text);
  const { event: about } = words;
  switch (event.kind) {
    case 'created':
      return [about.created(event)];
    case 'joined':
      return [about.joined(event)];
    case 'left':
      return [about.left(event)];
    case 'topic':
      return [about.topic(event)];
    case 'access':
      return [about.access(event)];
    case 'invited':
      return [about.invited(event)];
    case 'renamed':
      return [about.renamed(event)];
  }
}

/** Direct messages are shown wherever one is; what else happens in a direct room is not. */
export const directLines = (event: EventOf<'posted'>, words: Words): string[] =>
  said(words.event.direct(event.name), event.text);

/** What calls one by name in a room that one is not looking at. */
export const mentionLines = (event: EventOf<'posted'>, room: string): string[] =>
  said(`[#${room}] ${event.name}`, event.text);

const said = (head: string, text: string): string[] =>
  text.split('\n').map((line, i) => (i < TEXT_NAMED_LINES ? `${head}: ${line}` : `${BAR}${line}`));

/** No name can be this. */
const BAR = '| ';
