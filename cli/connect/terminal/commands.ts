/** What each slash command does: one question to the client, and the lines to answer with. */

import type { CommandOf, Verb } from '../../../protocol/commands';
import { formatInvite } from '../../../protocol/invite';
import { isLanguage } from '../../../protocol/language';
import { HISTORY_LINES_MAX, ROOM_NAME_MAX_CHARS } from '../../../protocol/limits';
import type { UserInfo } from '../../../protocol/model';
import { skeleton } from '../../../protocol/names';
import type { ResultOf } from '../../../protocol/replies';
import { type SlashName, splitUserText } from '../../../protocol/slash';
import { ORDER_SLASH, type OrderSlash, readOrder } from '../../../protocol/slash-order';
import { roomAndPassword } from '../../../server/gateways/text/commands';
import { WORDS as TEXT } from '../../../server/gateways/text/languages';
import { printable } from '../../printable';
import { fill } from '../../words';
import { roomCalled, titleOf } from '../rooms';
import { find } from './find';
import type { Talk } from './talk';
import { padded } from './width';

type Handler = (talk: Talk, args: string) => Promise<void>;
type CommandName = SlashName | 'history' | 'find' | 'search' | 'lang' | 'quit' | 'send' | 'get';

const HISTORY_LINES = 20;

/** Asks; the result, or null after saying why there is none. */
async function asked<V extends Verb>(
  talk: Talk,
  command: CommandOf<V>,
): Promise<ResultOf<V> | null> {
  const reply = await talk.client.submit<V>(command);
  if (reply.ok) return reply.result;
  talk.say(TEXT[talk.language].refused[reply.error.code](reply.error));
  return null;
}

const join: Handler = async (talk, args) => {
  if (!args) return talk.say(talk.words.use.join);
  const { client } = talk;
  const rooms = client.rooms().filter(({ kind }) => kind === 'room');
  const named = rooms.map((room) => ({ name: titleOf(room, talk.language) }));
  const { room: wanted, password } = roomAndPassword(args.replace(/^#/, ''), [...rooms, ...named]);
  const room = roomCalled(wanted, rooms);
  if (room?.joined) return talk.open(room.id);
  const target = room?.id ?? wanted.slice(0, ROOM_NAME_MAX_CHARS);
  const entered = await asked(talk, { verb: 'join', room: target, password });
  if (entered) await talk.open(entered.room.id);
};

const create: Handler = async (talk, args) => {
  if (!args) return talk.say(talk.words.use.create);
  const name = args.slice(0, ROOM_NAME_MAX_CHARS);
  const entered = await asked(talk, { verb: 'create', name, access: 'open' });
  if (entered) await talk.open(entered.room.id);
};

const leave: Handler = async (talk) => {
  const { room, client } = talk;
  if (!room) return talk.say(TEXT[talk.language].noRoom);
  if (!(await asked(talk, { verb: 'leave', room: room.id }))) return;
  talk.say(fill(talk.words.left, { room: titleOf(room, talk.language) }));
  const next = client
    .rooms()
    .find(({ id, joined, kind }) => joined && kind === 'room' && id !== room.id);
  if (next) await talk.open(next.id);
  else talk.refresh();
};

const name: Handler = async (talk, args) => {
  if (!args) return talk.say(talk.words.use.name);
  const named = await asked(talk, { verb: 'nick', name: args.slice(0, 128) });
  if (named) talk.say(fill(talk.words.nowCalled, { name: printable(named.name) }));
};

const rooms: Handler = async (talk) => {
  const { language, words } = talk;
  const all = talk.client.rooms().filter(({ kind }) => kind === 'room');
  all.sort((a, b) => Number(b.joined) - Number(a.joined) || b.members - a.members);
  const titles = all.map((room) => `#${titleOf(room, language)}`);
  const wide = Math.min(24, Math.max(...titles.map((title) => padded(title, 0).length)));
  talk.screen.print(
    all.map((room, i) => {
      const here = room.id === talk.room?.id ? '>' : room.joined ? '·' : ' ';
      const marks = [
        fill(words.people, { count: room.members }),
        words.locked[room.access],
        room.unread > 0 ? `${words.newBelow} ${room.unread}` : '',
        room.mentions > 0 ? `@${room.mentions}` : '',
      ];
      const about = room.topic && talk.paint('dim', printable(room.topic));
      const facts = marks.filter(Boolean).join(', ');
      return `${here} ${padded(titles[i] as string, wide)}  ${facts}  ${about}`.trimEnd();
    }),
  );
};

const who: Handler = async (talk) => {
  const { room, client, words } = talk;
  if (!room) return talk.say(TEXT[talk.language].noRoom);
  const users = new Map(client.users().map((user) => [user.id, user]));
  const people = client.members(room.id).flatMap((id) => users.get(id) ?? []);
  const order = { online: 0, dnd: 0, away: 1, offline: 2 } as const;
  people.sort((a, b) => order[a.presence] - order[b.presence] || a.name.localeCompare(b.name));
  const facts = ({ role, wire, presence, status }: UserInfo) =>
    [
      role === 'host' ? words.host : role === 'moderator' ? words.moderator : '',
      wire === 'app' ? '' : words.terminal,
      { online: '', away: words.away, dnd: words.dnd, offline: words.gone }[presence],
      status ? printable([status.emoji, status.text].filter(Boolean).join(' ')) : '',
    ].filter(Boolean);
  talk.screen.print(
    people.map((user) => {
      const marks = facts(user).join(', ');
      const dot = user.presence === 'online' ? talk.paint('green', '●') : talk.paint('dim', '○');
      return `${dot} ${printable(user.name)}${marks && talk.paint('dim', ` (${marks})`)}`;
    }),
  );
};

/** What only a classroom has: the refusal says so. */
async function inClass<V extends 'hand' | 'look'>(talk: Talk, command: CommandOf<V>) {
  const reply = await talk.client.submit<V>(command);
  if (reply.ok) return true;
  const words = TEXT[talk.language];
  const { error } = reply;
  talk.say(error.code === 'not-allowed' ? words.classroomOnly : words.refused[error.code](error));
  return false;
}

const hand: Handler = async (talk) => {
  const { room, client } = talk;
  if (!room) return talk.say(TEXT[talk.language].noRoom);
  const here = client.rooms().find(({ id }) => id === room.id);
  const on = !here?.hands?.includes(client.me?.id ?? '');
  if ((await inClass(talk, { verb: 'hand', room: room.id, on })) && !on)
    talk.say(TEXT[talk.language].handDown);
};

const look: Handler = async (talk) => {
  const { room } = talk;
  if (!room) return talk.say(TEXT[talk.language].noRoom);
  await inClass(talk, { verb: 'look', room: room.id });
};

const topic: Handler = async (talk, args) => {
  const { room, words } = talk;
  if (!room) return talk.say(TEXT[talk.language].noRoom);
  if (args) await asked(talk, { verb: 'topic', room: room.id, topic: args });
  else talk.say(room.topic ? fill(words.topicIs, { topic: printable(room.topic) }) : words.noTopic);
};

const msg: Handler = async (talk, args) => {
  const { client } = talk;
  const people = client.users().filter(({ id }) => id !== client.me?.id);
  const split = splitUserText(
    args,
    people.map((person) => person.name),
  );
  if (!split) return talk.say(talk.words.use.msg);
  // The name as it is typed goes to the server, which compares names.
  const opened = await asked(talk, { verb: 'direct', user: split.user.slice(0, 64) });
  if (opened) await client.post(opened.room.id, split.text);
};

const invite: Handler = async (talk, args) => {
  const { client, room, words, visit } = talk;
  if (!args) {
    const at = talk.address ?? visit.target.hosts[0];
    if (!at) return;
    const link = formatInvite({
      hosts: [at],
      ...(visit.pin !== null && { fingerprint: visit.pin }),
      ...(room && room.access !== 'invite' && { room: room.id }),
    });
    return talk.screen.print([words.inviteLink, link]);
  }
  if (!room) return talk.say(TEXT[talk.language].noRoom);
  const wanted = skeleton(args.replace(/^@/, ''));
  const person = client.users().find((one) => skeleton(one.name) === wanted);
  if (!person) return talk.say(fill(words.nobodyCalled, { name: printable(args) }));
  const letIn = await asked(talk, { verb: 'invite', room: room.id, user: person.id });
  if (letIn) talk.say(fill(words.invited, { name: printable(person.name) }));
};

const history: Handler = async (talk, args) => {
  const count = args === '' ? HISTORY_LINES : /^\d{1,4}$/.test(args) ? Number(args) : 0;
  if (count < 1 || count > HISTORY_LINES_MAX) {
    return talk.say(fill(talk.words.use.history, { most: HISTORY_LINES_MAX }));
  }
  if (!(await talk.back(count))) talk.say(talk.words.noMore);
};

const shutdown: Handler = async (talk) => {
  const { client, words, screen } = talk;
  if (client.me?.role !== 'host') {
    return talk.say(TEXT[talk.language].refused['not-allowed']({ code: 'not-allowed' }));
  }
  const sure = await screen.ask(words.shutdownSure);
  if (sure === null || !words.yes.test(sure.trim())) return talk.say(words.notDone);
  await asked(talk, { verb: 'shutdown' });
};

const lang: Handler = async (talk, args) => {
  const wanted = args.toLowerCase();
  if (!isLanguage(wanted)) return talk.say(talk.words.use.lang);
  talk.language = wanted;
  talk.say(talk.words.language);
  talk.refresh();
};

/** Kicking, banning, muting, and who is let in. */
const orders = Object.fromEntries(
  ORDER_SLASH.map((name): [OrderSlash, Handler] => [
    name,
    async (talk, args) => {
      const { client } = talk;
      const words = TEXT[talk.language];
      const role = client.me?.role;
      const typed = readOrder(name, args, {
        room: talk.room?.id ?? null,
        moderator: role === 'host' || role === 'moderator',
        people: client.users(),
        knocks: client.knocks(),
      });
      if (!typed.ok) {
        return talk.say(
          typed.why === 'missing'
            ? words.orderUsage[name]
            : words.refused['no-such-user']({ code: 'no-such-user' }),
        );
      }
      const done = await asked(talk, typed.command as CommandOf<OrderSlash>);
      if (done) talk.say(words.ordered[name](printable(typed.name)));
    },
  ]),
) as Record<OrderSlash, Handler>;

export const COMMANDS: Readonly<Record<CommandName, Handler>> = {
  help: async (talk) => {
    const role = talk.client.me?.role;
    const more = role === 'host' || role === 'moderator' ? TEXT[talk.language].moderatorHelp : [];
    talk.screen.print([...talk.words.help, ...more]);
  },
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
  history,
  find,
  search: find,
  send: (talk, args) => talk.transfers.send(args),
  get: (talk, args) => talk.transfers.get(args),
  shutdown,
  lang,
  quit: async (talk) => talk.leave(),
};

export const isCommand = (text: string): text is CommandName => Object.hasOwn(COMMANDS, text);
