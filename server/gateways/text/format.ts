/** What happened, as lines of a terminal. Pure: the same event gives everybody the same lines. */
import type { ChatEvent, EventOf } from '../../../protocol/events';
import { TEXT_NAMED_LINES } from '../../../protocol/limits';
import { lineName, withLineNames } from '../line-name';
import { plainText } from '../plain-text';
import type { Words } from './words';

/**
 * A message in its room: each of its lines under the author's name, so that none can pose. Of a
 * very long column of lines the further ones carry a bar instead: a name on each would make
 * hundreds of kilobytes out of a few.
 */
export function eventLines(happened: ChatEvent, words: Words): string[] {
  const event = withLineNames(happened);
  if (event.kind === 'posted') return said(event.name, plainText(event, words.language));
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
    case 'edited':
      // Whoever deleted it afterwards left nothing of it.
      return event.text === '' ? [] : said(about.edited(event.name), event.text);
    case 'deleted':
      return [about.deleted(event)];
    case 'pinned':
      return event.on ? [about.pinned(event)] : [];
    case 'kicked':
      return [about.kicked(event)];
    case 'rules':
      return [about.rules(event)];
    case 'titled':
      return [about.titled(event)];
    case 'ended':
      return [about.ended(event)];
    case 'hand':
      return event.on ? [about.hand(event)] : [];
    case 'look':
      return [about.look(event)];
    case 'reacted':
    case 'acked':
      return [];
  }
}

/** Direct messages are shown wherever one is; what else happens in a direct room is not. */
export const directLines = (event: EventOf<'posted'>, words: Words): string[] =>
  said(words.event.direct(lineName(event.name)), plainText(event, words.language));

/** What calls one by name in a room that one is not looking at. */
export const mentionLines = (event: EventOf<'posted'>, room: string, words: Words): string[] =>
  said(`[#${inBrackets(room)}] ${lineName(event.name)}`, plainText(event, words.language));

const inBrackets = (room: string): string => (room.includes(']') ? lineName(room) : room);

const said = (head: string, text: string): string[] =>
  text.split('\n').map((line, i) => (i < TEXT_NAMED_LINES ? `${head}: ${line}` : `${BAR}${line}`));

/** No name is shown as this: line-name.ts. */
const BAR = '| ';
