/** What each command of a terminal does: one call of the hub, and the lines to answer with. */
import type { Command } from '../../../protocol/commands';
import type { ChatError } from '../../../protocol/errors';
import { LOBBY, type RoomId } from '../../../protocol/ids';
import { SHUTDOWN_CONFIRM_MS, TEXT_LIST_MAX } from '../../../protocol/limits';
import { meansLobby, roomTitle } from '../../../protocol/lobby';
import type { RoomInfo } from '../../../protocol/model';
import { roomKey, skeleton } from '../../../protocol/names';
import { type SlashName, splitUserText } from '../../../protocol/slash';
import { ORDER_SLASH, type OrderSlash, readOrder } from '../../../protocol/slash-order';
import type { Visit } from './visit';
import type { Words } from './words';

export type Handler = (visit: Visit, args: string, words: Words) => Promise<string[]>;

const refusal = (words: Words, error: ChatError): string[] => [words.refused[error.code](error)];

/** Says a line in a room. Null when it was accepted. */
export async function say(visit: Visit, room: RoomId, text: string): Promise<ChatError | null> {
  const reply = await visit.hub.submit(visit.session, { verb: 'post', room, text });
  return reply.ok ? null : reply.error;
}

const enter = (visit: Visit, room: RoomInfo, words: Words): string[] => {
  visit.room = room;
  return [words.nowIn(roomTitle(room, words.lobby), visit.othersHere(room.id), room.topic)];
};

const join: Handler = async (visit, args, words) => {
  if (!args) return [words.usage.join];
  const known = visit.hub.roomsFor(visit.session);
  const { room: wanted, password } = roomAndPassword(args, known);
  const called = known.some(({ name }) => roomKey(name) === roomKey(wanted));
  const room = !called && meansLobby(wanted) ? LOBBY : wanted;
  const reply = await visit.hub.submit(visit.session, { verb: 'join', room, password });
  return reply.ok ? enter(visit, reply.result.room, words) : refusal(words, reply.error);
};

const create: Handler = async (visit, args, words) => {
  if (!args) return [words.usage.create];
  const { submit } = visit.hub;
  const reply = await submit(visit.session, { verb: 'create', name: args, access: 'open' });
  return reply.ok ? enter(visit, reply.result.room, words) : refusal(words, reply.error);
};

const leave: Handler = async (visit, _, words) => {
  const { room } = visit;
  if (!room) return [words.noRoom];
  const reply = await visit.hub.submit(visit.session, { verb: 'leave', room: room.id });
  if (!reply.ok) return refusal(words, reply.error);
  visit.goHome();
  const left = words.left(roomTitle(room, words.lobby));
  const now = visit.room;
  if (!now) return [left];
  return [left, words.nowIn(roomTitle(now, words.lobby), visit.othersHere(now.id), '')];
};

const name: Handler = async (visit, args, words) => {
  if (!args) return [words.usage.name];
  const reply = await visit.hub.submit(visit.session, { verb: 'nick', name: args });
  if (!reply.ok) return refusal(words, reply.error);
  visit.name = reply.result.name;
  return [words.nowCalled(visit.name)];
};

const rooms: Handler = async (visit, _, words) => {
  const all = visit.hub.roomsFor(visit.session).filter(({ kind }) => kind === 'room');
  all.sort((a, b) => Number(b.joined) - Number(a.joined) || b.members - a.members);
  const shown = all.slice(0, TEXT_LIST_MAX);
  return words.rooms(
    shown.map((room) => ({
      ...room,
      name: roomTitle(room, words.lobby),
      here: room.id === visit.room?.id,
    })),
    all.length - shown.length,
  );
};

const who: Handler = async (visit, _, words) => {
  if (!visit.room) return [words.noRoom];
  const { here, away } = visit.people(visit.room.id);
  const shown = here.slice(0, TEXT_LIST_MAX);
  const title = roomTitle(visit.room, words.lobby);
  return words.who(title, shown, here.length - shown.length, away);
};

const classroomRefusal = (words: Words, error: ChatError): string[] =>
  error.code === 'not-allowed' ? [words.classroomOnly] : refusal(words, error);

/** Up, or down again when it is up. The others read the event; whoever did it reads it here. */
const hand: Handler = async (visit, _, words) => {
  const { room, session } = visit;
  if (!room) return [words.noRoom];
  const here = visit.joinedRooms().find(({ id }) => id === room.id);
  const on = !here?.hands?.includes(session.user);
  const reply = await visit.hub.submit(session, { verb: 'hand', room: room.id, on });
  if (reply.ok) return [on ? words.handUp : words.handDown];
  return classroomRefusal(words, reply.error);
};

const look: Handler = async (visit, _, words) => {
  const { room, session } = visit;
  if (!room) return [words.noRoom];
  const reply = await visit.hub.submit(session, { verb: 'look', room: room.id });
  return reply.ok ? [words.lookAsked] : classroomRefusal(words, reply.error);
};

const topic: Handler = async (visit, args, words) => {
  const { room } = visit;
  if (!room) return [words.noRoom];
  if (!args) {
    const info = visit.joinedRooms().find(({ id }) => id === room.id);
    return [words.topicIs(info?.topic ?? '')];
  }
  const reply = await visit.hub.submit(visit.session, {
    verb: 'topic',
    room: room.id,
    topic: args,
  });
  return reply.ok ? [words.topicSet] : refusal(words, reply.error);
};

const msg: Handler = async (visit, args, words) => {
  const names = visit.acquaintances().map((person) => person.name);
  const split = splitUserText(args, names);
  if (!split) return [words.usage.msg];
  const { hub, session } = visit;
  const opened = await hub.submit(session, { verb: 'direct', user: split.user });
  if (!opened.ok) return refusal(words, opened.error);
  const error = await say(visit, opened.result.room.id, split.text);
  return error ? refusal(words, error) : [];
};

const invite: Handler = async (visit, args, words) => {
  if (!args) return [words.usage.invite];
  if (!visit.room) return [words.noRoom];
  const wanted = skeleton(args.replace(/^@/, ''));
  const person = visit.acquaintances().find((one) => skeleton(one.name) === wanted);
  if (!person) return refusal(words, { code: 'no-such-user' });
  const { hub, session } = visit;
  const command = { verb: 'invite', room: visit.room.id, user: person.id } as const;
  const reply = await hub.submit(session, command);
  return reply.ok ? [words.invited(person.name)] : refusal(words, reply.error);
};

/** Once more, or with `now`; whoever may not is told at once. */
const shutdown: Handler = async (visit, args, words) => {
  const asked = performance.now();
  const confirmed = /^(now|지금)$/i.test(args) || asked - visit.shutdownAt < SHUTDOWN_CONFIRM_MS;
  if (visit.isHost && !confirmed) {
    visit.shutdownAt = asked;
    return [words.confirmShutdown];
  }
  const reply = await visit.hub.submit(visit.session, { verb: 'shutdown' });
  return reply.ok ? [words.closing] : refusal(words, reply.error);
};

/** Kicking, banning, muting, and who is let in: said by its name once it is done. */
const orders = Object.fromEntries(
  ORDER_SLASH.map((name): [OrderSlash, Handler] => [
    name,
    async (visit, args, words) => {
      const { hub, session } = visit;
      const typed = readOrder(name, args, {
        room: visit.room?.id ?? null,
        moderator: visit.isModerator,
        people: visit.acquaintances(),
        knocks: hub.knocks(session),
      });
      if (!typed.ok) {
        return typed.why === 'missing'
          ? [words.orderUsage[name]]
          : refusal(words, { code: 'no-such-user' });
      }
      const reply = await hub.submit(session, typed.command as Command);
      return reply.ok ? [words.ordered[name](typed.name)] : refusal(words, reply.error);
    },
  ]),
) as Record<OrderSlash, Handler>;

const help: Handler = async (visit, _args, words) => [
  ...words.help,
  ...(visit.isModerator ? words.moderatorHelp : []),
  ...(visit.isHost ? words.hostHelp : []),
];

export const COMMANDS: Readonly<Record<SlashName, Handler>> = {
  help,
  name,
  rooms,
  create,
  join,
  leave,
  topic,
  msg,
  invite,
  who,
  hand,
  look,
  ...orders,
  shutdown,
};

/** `/join ROOM PASSWORD`: room names may have spaces, so the longest known one is taken. */
export function roomAndPassword(
  args: string,
  rooms: readonly Pick<RoomInfo, 'name'>[],
): { room: string; password?: string } {
  if (rooms.some((room) => roomKey(room.name) === roomKey(args))) return { room: args };
  for (let at = args.lastIndexOf(' '); at > 0; at = args.lastIndexOf(' ', at - 1)) {
    const room = args.slice(0, at).trim();
    if (rooms.some(({ name }) => roomKey(name) === roomKey(room))) {
      return { room, password: args.slice(at + 1).trim() };
    }
  }
  return { room: args };
}
