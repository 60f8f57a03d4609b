/** What others do, line by line for a pipe: as text, or as JSON for programs. */
import type { ChatEvent } from '../../protocol/events';
import type { Language } from '../words';
import { eventLines } from './format';
import { PLAIN } from './paint';
import { titleOf } from './rooms';
import type { Visit } from './visit';

export interface ListenerOptions {
  language: Language;
  json: boolean;
  write(line: string): void;
}

/** Prints what happens after `begin`, in every room of this visitor, and not what they say themselves. */
export function createListener({ language, json, write }: ListenerOptions) {
  return {
    begin({ client }: Visit): void {
      // What is on its way right now may be of before: what was heard already tells.
      const known = new Map(client.rooms().map(({ id, last, head }) => [id, Math.max(last, head)]));
      client.on('events', (events) => {
        for (const event of events) {
          if (event.seq <= (known.get(event.room) ?? 0) || event.by === client.me?.id) continue;
          for (const line of lines(event, client.rooms(), client.me?.name ?? '')) write(line);
        }
      });
    },
  };

  function lines(event: ChatEvent, rooms: ReturnType<Visit['client']['rooms']>, me: string) {
    if (json) return [JSON.stringify(event)];
    const room = rooms.find(({ id }) => id === event.room);
    const where = room && room.kind === 'room' ? `[#${titleOf(room, language)}] ` : '';
    return eventLines(event, { language, paint: PLAIN, me }).map((line) => `${where}${line}`);
  }
}
