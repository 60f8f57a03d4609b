/** `/history`: what was said in the room, a page at a time and backwards. */
import type { ChatEvent } from '../../../protocol/events';
import {
  TEXT_HISTORY_EVENTS,
  TEXT_HISTORY_EVENTS_MAX,
  TEXT_HISTORY_MAX_BYTES,
} from '../../../protocol/limits';
import type { Handler } from './commands';
import { eventLines } from './format';
import type { Words } from './words';

/** `/history`, `/history 50`, `/history more`. */
export const history: Handler = async (visit, args, words) => {
  const { room } = visit;
  if (!room) return [words.noRoom];
  const more = /^(more|더)$/i.test(args);
  const wanted = more || args === '' ? TEXT_HISTORY_EVENTS : Number(args);
  if (!Number.isInteger(wanted) || wanted < 1) return [words.usage.history];
  const before = more && visit.leafed?.room === room.id ? visit.leafed.before : undefined;
  const limit = Math.min(wanted, TEXT_HISTORY_EVENTS_MAX);
  const command = { verb: 'history', room: room.id, before, limit } as const;
  const reply = await visit.hub.submit(visit.session, command);
  if (!reply.ok) return [words.refused[reply.error.code](reply.error)];
  const { lines, from } = pageLines(reply.result.events, words);
  if (from === undefined) return [words.noHistory];
  visit.leafed = { room: room.id, before: from };
  const all = from === reply.result.events[0]?.seq && !reply.result.more;
  return all ? lines : [...lines, words.moreHistory];
};

/**
 * The newest of these events that fit into TEXT_HISTORY_MAX_BYTES, at least one, each with its
 * time; `from` is the seq of the oldest that is shown.
 */
export function pageLines(
  events: readonly ChatEvent[],
  words: Words,
): { lines: string[]; from?: number } {
  const shown: { event: ChatEvent; lines: string[] }[] = [];
  let bytes = 0;
  for (const event of [...events].reverse()) {
    const lines = eventLines(event, words).map((line, i) =>
      i === 0 ? `${clock(event.ts)} ${line}` : `      ${line}`,
    );
    bytes += Buffer.byteLength(lines.join('\r\n'));
    if (shown.length > 0 && bytes > TEXT_HISTORY_MAX_BYTES) break;
    shown.unshift({ event, lines });
  }
  let day = '';
  const lines = shown.flatMap(({ event, lines: own }) => {
    const its = words.day(event.ts);
    if (its === day) return own;
    day = its;
    return [its, ...own];
  });
  return { lines, from: shown[0]?.event.seq };
}

/** Hours and minutes where the server stands. */
export function clock(ts: number): string {
  const at = new Date(ts);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}
