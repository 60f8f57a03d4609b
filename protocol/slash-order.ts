/** Commands of order as they are typed: in the composer, in a terminal and in nc alike. Pure. */
import type { CommandOf } from './commands';
import { LOBBY, type RoomId, type UserId } from './ids';
import { REASON_MAX_CHARS, SANCTION_MAX_MINUTES } from './limits';
import { skeleton } from './names';
import type { Knock } from './order';

export const ORDER_SLASH = [
  'kick',
  'ban',
  'mute',
  'unmute',
  'approve',
  'decline',
] as const satisfies readonly string[];
export type OrderSlash = (typeof ORDER_SLASH)[number];

export interface OrderScene {
  /** Where it is typed; null: in no room. */
  room: RoomId | null;
  /** Who types keeps order on the whole server, not only in a room of their own. */
  moderator: boolean;
  people: readonly { id: UserId; name: string }[];
  knocks: readonly Knock[];
}

export type OrderTyped =
  | { ok: true; command: CommandOf<OrderSlash>; name: string }
  | { ok: false; why: 'missing' | 'no-such-user' };

/** `NAME [MINUTES] [REASON]`: a name with spaces in quotes, or the longest that is known. */
export function readOrder(name: OrderSlash, args: string, scene: OrderScene): OrderTyped {
  if (name === 'approve' || name === 'decline') return readAnswer(name, args.trim(), scene.knocks);
  if (args.trim() === '') return { ok: false, why: 'missing' };
  const found = personIn(args.trim().replace(/^@/, ''), scene.people);
  if (!found) return { ok: false, why: 'no-such-user' };
  const { person, rest } = found;
  const { minutes, reason } = spanIn(rest, name);
  const here = scene.room !== null && scene.room !== LOBBY ? { room: scene.room } : {};
  const where = scene.moderator ? {} : scene.room === null ? {} : { room: scene.room };
  const why = reason === '' ? {} : { reason: reason.slice(0, REASON_MAX_CHARS) };
  const long = minutes === null ? {} : { minutes };
  const user = person.id;
  const done = (command: CommandOf<OrderSlash>): OrderTyped => ({
    ok: true,
    command,
    name: person.name,
  });
  switch (name) {
    case 'kick':
      return done({ verb: 'kick', user, ...(scene.moderator ? here : where), ...why });
    case 'ban':
      return done({ verb: 'ban', user, address: true, ...long, ...why });
    case 'mute':
      return done({ verb: 'mute', user, ...where, ...long, ...why });
    case 'unmute':
      return done({ verb: 'unmute', user, ...where });
  }
}

/** By id or name; without either whoever waits, when that is one alone. */
function readAnswer(
  verb: 'approve' | 'decline',
  wanted: string,
  knocks: readonly Knock[],
): OrderTyped {
  const only = knocks.length === 1 ? knocks[0] : undefined;
  const found =
    wanted === ''
      ? only
      : knocks.find(({ id, name }) => id === wanted || skeleton(name) === skeleton(wanted));
  if (found) return { ok: true, command: { verb, knock: found.id }, name: found.name };
  return { ok: false, why: wanted === '' ? 'missing' : 'no-such-user' };
}

function personIn(
  text: string,
  people: OrderScene['people'],
): { person: { id: UserId; name: string }; rest: string } | null {
  const quoted = /^"([^"]+)"\s*([\s\S]*)$/.exec(text);
  const called = (name: string) => people.find((one) => skeleton(one.name) === skeleton(name));
  if (quoted) {
    const person = called(quoted[1] as string);
    return person ? { person, rest: quoted[2] as string } : null;
  }
  const words = text.split(/\s+/);
  for (let count = words.length; count > 0; count -= 1) {
    const person = called(words.slice(0, count).join(' '));
    if (person) return { person, rest: words.slice(count).join(' ') };
  }
  return null;
}

function spanIn(rest: string, name: OrderSlash): { minutes: number | null; reason: string } {
  const found = name === 'kick' ? null : /^(\d{1,6})(?:\s+([\s\S]*))?$/.exec(rest);
  const minutes = Number(found?.[1] ?? 0);
  if (!found || minutes < 1) return { minutes: null, reason: rest };
  return { minutes: Math.min(minutes, SANCTION_MAX_MINUTES), reason: found[2] ?? '' };
}
