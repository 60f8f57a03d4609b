import type { ChatError } from '../../../protocol/errors';
import { LINE_MAX_BYTES, MESSAGE_MAX_CHARS, NAME_MAX_CHARS } from '../../../protocol/limits';
import { LOBBY_TITLES } from '../../../protocol/lobby';
import type { RoomRules } from '../../../protocol/rules';
import { columns } from './columns';
import { because, seconds, secondsLeft, type Words } from './words';

const dayFormat = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

const others = (count: number): string =>
  count === 0
    ? 'Nobody else is here.'
    : count === 1
      ? '1 other is here.'
      : `${count} others are here.`;

export const en: Words = {
  language: 'en',
  lobby: LOBBY_TITLES.en,
  greeting: ({ server, name, room, others: count, motd }) => [
    `Welcome to ${server}. You are ${name}, in #${room}. ${others(count)}`,
    ...(motd ? [motd] : []),
    'What you type is said to everybody here. /name NAME says who you are, /help lists the rest, q leaves.',
    '한국어: /lang ko',
  ],
  consoleGreeting: ({ server, name }) => [
    `You are at the console of ${server}, as ${name}. What you type is said in #lobby.`,
    '/help lists the commands, /shutdown closes the server, q leaves this console only.',
  ],
  help: [
    '/name NAME             take a name',
    '/rooms                 list the rooms',
    '/join ROOM [PASSWORD]  go to a room',
    '/create ROOM           make a room and go there',
    '/leave                 leave this room',
    '/who                   who is in this room',
    '/hand                  in a classroom: raise or lower your hand',
    '/topic [TEXT]          show or set what this room is about',
    '/history [NUMBER]      show what was said; /history more goes on backwards',
    '/find WORDS            find messages in all of your rooms',
    '/msg NAME TEXT         write to one person only',
    '/invite NAME           let somebody into this room',
    '/lang ko|en            한국어 or English',
    '/quit or q             go',
    '/me TEXT, /shrug       say what you do; ¯\\_(ツ)_/¯',
    'Anything else is said in the room. //text says a line that begins with a slash.',
  ],
  moderatorHelp: [
    '/kick NAME [REASON]    put somebody out of this room; in the lobby off the server',
    '/ban NAME [MINUTES] [REASON]   keep somebody out',
    '/mute NAME [MINUTES] [REASON]  keep somebody from writing; /unmute NAME ends it',
    '/look                  in a classroom: ask everyone to look here',
    '/approve [NAME]        let in who knocks; /decline [NAME] turns them away',
  ],
  orderUsage: {
    kick: 'Type /kick and a name, and a reason if you like.',
    ban: 'Type /ban and a name, then for how many minutes and why, if you like.',
    mute: 'Type /mute and a name, then for how many minutes and why, if you like.',
    unmute: 'Type /unmute and a name.',
    approve: 'Type /approve and the name of whoever knocks.',
    decline: 'Type /decline and the name of whoever knocks.',
  },
  ordered: {
    kick: (name) => `${name} was removed.`,
    ban: (name) => `${name} cannot come in any more.`,
    mute: (name) => `${name} cannot write now.`,
    unmute: (name) => `${name} can write again.`,
    approve: (name) => `${name} was let in.`,
    decline: (name) => `${name} was turned away.`,
  },
  hostHelp: ['/shutdown [now]        close the server'],
  languageChosen: 'English it is.',
  askPassword: 'This server asks for a password. Type /password WORD to come in, or q to leave.',
  stillOutside: 'You are not in yet, so that was not said.',
  passwordNotNeeded: 'No password is needed: you are in already.',
  tooLong: (limit) =>
    `That line is too long and was not sent: ${limit} bytes at most. Send it in parts.`,
  unknownCommand: (name) =>
    `There is no command /${name}. /help lists them; //${name} would say it as text.`,
  usage: {
    name: 'Type /name and the name you want, as in /name Ann',
    join: 'Type /join and a room, as in /join lobby. /rooms lists them.',
    create: 'Type /create and a name for the new room.',
    msg: 'Type /msg, a name and what to say, as in /msg Ann hello. Put a name with spaces in "quotes".',
    invite: 'Type /invite and the name of somebody who is here.',
    password: 'Type /password and the word that the host told you.',
    lang: 'Type /lang ko or /lang en',
    find: 'Type /find and any part of what was said, as in /find report or /find from:ann report',
    history: 'Type /history, /history and a number, or /history more',
  },
  nowCalled: (name) => `You are ${name} now.`,
  nowIn: (room, count, topic) =>
    `You are in #${room}. ${others(count)}${topic && ` It is about: ${topic}`}`,
  noRoom: 'You are in no room, so that was not said. /rooms lists them, /join ROOM enters one.',
  willSend: (wait) => `Too fast. Your next line goes out in ${wait} s.`,
  left: (room) => `You left #${room}.`,
  rooms: (rooms, more) => [
    ...columns(
      rooms.map(({ name, members, topic, access, here }) => {
        const lock = { open: '', password: ', password', invite: ', by invitation' }[access];
        return [`${here ? '>' : ' '} #${name}`, `${members}${lock}`, topic];
      }),
    ),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ],
  who: (room, people, more, away) => [
    `In #${room}: ${people.length + more}${away > 0 ? `, and ${away} not connected` : ''}`,
    ...columns(people.map(({ name, role, wire }) => [`  ${name}`, mark(role, wire)])),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ],
  topicIs: (topic) => (topic ? `It is about: ${topic}` : 'No topic is set. /topic TEXT sets one.'),
  classroomOnly: 'That works in a classroom only; /look is for whoever leads it.',
  handUp: 'Your hand is up. /hand again lowers it.',
  handDown: 'Your hand is down.',
  lookAsked: 'Everybody was asked to look here.',
  topicSet: 'The topic is set.',
  invited: (name) => `${name} may come into this room now.`,
  closing: 'The server is being closed.',
  confirmShutdown: 'That closes the server for everybody. Type /shutdown once more to do it.',
  day: (ts) => `--- ${dayFormat.format(ts)} ---`,
  noHistory: 'Nothing was said before that.',
  nothingFound: 'Nothing was found.',
  moreFound: 'There is more. One more word narrows it, or before:2026-11-21 goes further back.',
  moreHistory: '/history more shows what was before.',
  refused: {
    'bad-frame': () => 'That could not be understood. /help lists the commands.',
    'too-large': ({ limit }) =>
      `That is too long and was not sent: ${limit ?? LINE_MAX_BYTES} bytes at most. Send it in parts.`,
    'unknown-command': () => 'There is no such command. /help lists them.',
    'bad-version': () => 'This server speaks another version. Ask the host which program to use.',
    'bad-text': ({ limit }) =>
      `That cannot be sent: it is empty or longer than ${limit ?? MESSAGE_MAX_CHARS} characters. Change it and send it again.`,
    'bad-name': ({ limit }) =>
      `That name cannot be used: 1 to ${limit ?? NAME_MAX_CHARS} characters, none of them hidden. Try another.`,
    'not-authenticated': () => 'You are not connected any more. Connect again.',
    'bad-signature': () => 'The key could not be proved. Connect again.',
    'key-required': () => 'Guests are not let in here. Use the Sarangbang app.',
    'plain-refused': () =>
      'This server takes only encrypted connections from your address. Use the Sarangbang app, or ask the host to allow plain ones.',
    'password-required': () => 'That asks for a password: /join ROOM PASSWORD',
    'password-wrong': () => 'That password is not right. Try again.',
    'name-taken': ({ suggestion }) =>
      `Somebody is called that already. ${suggestion ? `This is free: /name ${suggestion}` : 'Try another.'}`,
    'name-reserved': ({ suggestion }) =>
      `That name reads as the host or the server. ${suggestion ? `How about: /name ${suggestion}` : 'Try another.'}`,
    banned: ({ note }) => `You cannot come in here${because(note) || '. Ask the host.'}`,
    locked: () => 'Nobody new is let in right now.',
    knock: () => 'Somebody has to let you in here, and this program cannot wait for that.',
    declined: ({ note }) => `You were not let in${because(note) || '.'}`,
    'invite-expired': () => 'This invite has expired.',
    'invite-used-up': () => 'This invite has been used by as many people as it was for.',
    'invite-revoked': () => 'This invite is not good any more.',
    muted: (error) =>
      secondsLeft(error) === null
        ? 'You cannot write here.'
        : `You cannot write for another ${span(error)}.`,
    'read-only': () => 'Only moderators write in this room.',
    'slow-mode': (error) =>
      `This room is slow: that was not sent. You can write again in ${seconds(error)} s.`,
    full: () => 'There is no place left. Try again later, or leave a room first.',
    'not-allowed': () => "You may not do that here. Ask the host or the room's owner.",
    'not-a-member': () => 'You are not in that room. Enter it first: /join ROOM',
    'no-such-room': () =>
      'There is no such room, or one has to be invited to it. /rooms lists them, /create ROOM makes one.',
    'no-such-user': () => 'Nobody of that name is here. /who shows who is.',
    'unclear-name': () =>
      'This room asks for a name that can be read out, two letters at least: /name NAME',
    'no-such-message': () => 'That message is not there any more.',
    'no-such-file': () => 'That file is not there any more.',
    'wrong-hash': () => 'The file changed on its way.',
    'room-exists': () => 'There is a room of that name already. Enter it with /join ROOM',
    'already-member': () => 'They are in this room already. Just write.',
    'slow-down': (error) => `Too fast: that was not sent. Try again in ${seconds(error)} s.`,
    'out-of-order': () => 'That was not sent. Please send it again.',
    'reused-number': () => 'That was not sent. Please send it again.',
    'shutting-down': () => 'The server is closing: that was not sent. Come back later.',
    'storage-failed': () =>
      'The server cannot save anything right now: that was not sent. Try again in a moment.',
    internal: () =>
      'Something went wrong on the server: that was not done. Try again, and tell the host if it stays so.',
  },
  bye: {
    closed: (by) => `${by ?? 'The host'} closed the server. Goodbye.`,
    restarting: () => 'The server is restarting. Connect again in a moment.',
    replaced: () => 'You are connected somewhere else now. Goodbye.',
    slow: () => 'You were too far behind, so the connection ends. Connect again.',
    'bad-frames': () => 'Too much could not be understood, so the connection ends.',
    silent: () => 'Nothing was heard from you for too long, so the connection ends. Connect again.',
    kicked: (by, note) => `${by ?? 'The host'} removed you from the server${because(note) || '.'}`,
    banned: (by, note) =>
      `${by ?? 'The host'} does not let you in here any more${because(note) || '.'}`,
  },
  waiting: {
    knock: 'The host is being asked to let you in. Wait here, or q to leave.',
    full: 'There is no place left. You are let in when one opens; q to leave.',
  },
  notice: (notice) => {
    switch (notice.what) {
      case 'kicked':
        return `* ${notice.by} removed you from #${notice.room}${because(notice.reason)}`;
      case 'muted':
        return `* ${notice.by} does not let you write${notice.room === undefined ? '' : ` in #${notice.room}`}${because(notice.reason)}`;
      case 'unmuted':
        return `* ${notice.by} lets you write again`;
      case 'role':
        return notice.role === 'moderator'
          ? `* ${notice.by} made you a moderator`
          : `* ${notice.by} made you a member again`;
      case 'room-deleted':
        return `* ${notice.by} deleted #${notice.room}${because(notice.reason)}`;
    }
  },
  knocks: (knocks) =>
    knocks.map(
      ({ id, name }) => `* ${name} would like to come in: /approve ${id} or /decline ${id}`,
    ),
  farewell: 'Goodbye.',
  consoleFarewell: 'The console is closed. The server goes on; Ctrl+C ends it.',
  event: {
    created: ({ name }) => `* ${name} made this room`,
    joined: ({ name }) => `* ${name} joined`,
    left: ({ name }) => `* ${name} left`,
    topic: ({ name, topic }) =>
      topic ? `* ${name} set the topic: ${topic}` : `* ${name} took the topic away`,
    access: ({ name, access }) =>
      `* ${name} ${
        {
          open: 'opened this room to everybody',
          password: 'gave this room a password',
          invite: 'made this room by invitation only',
        }[access]
      }`,
    invited: ({ name, userName }) => `* ${name} invited ${userName}`,
    renamed: ({ name, old }) => `* ${old} is now ${name}`,
    kicked: ({ name, userName }) => `* ${name} removed ${userName} from the room`,
    rules: ({ name, rules }) => `* ${name} changed the rules: ${ruleWords(rules)}`,
    titled: ({ name, title }) => `* ${name} called this room #${title}`,
    ended: ({ name }) => `* ${name} deleted this room`,
    hand: ({ name }) => `* ${name} raised a hand`,
    look: ({ name }) => `* ${name} asks everybody to look here`,
    edited: (name) => `* ${name} (edited)`,
    deleted: ({ name }) => `* ${name} deleted a message`,
    pinned: ({ name }) => `* ${name} pinned a message`,
    direct: (name) => `${name} -> you`,
  },
};

function mark(role: string, wire: string): string {
  if (role === 'host' || role === 'moderator') return role;
  return wire === 'app' ? '' : 'terminal';
}

/** A wait as people say it. */
function span(error: ChatError): string {
  const s = seconds(error);
  if (s < 120) return `${s} s`;
  return s < 7_200 ? `${Math.ceil(s / 60)} min` : `${Math.ceil(s / 3_600)} h`;
}

function ruleWords(rules: RoomRules): string {
  const { slowSeconds, readOnly, classroom, locked, history, capacity } = rules;
  const words = [
    classroom ? 'classroom' : '',
    slowSeconds > 0 ? `slow mode ${slowSeconds} s` : '',
    readOnly ? 'only moderators write' : '',
    locked ? 'nobody new comes in' : '',
    history === 'joined' ? 'history from joining on' : '',
    history === 'none' ? 'no history' : '',
    capacity !== null ? `${capacity} people at most` : '',
  ].filter(Boolean);
  return words.join(', ') || 'none';
}
