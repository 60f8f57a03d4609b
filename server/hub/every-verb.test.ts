/**
 * Every verb, and who is refused it. The hub decides; this walks all verbs there are, so that a new
 * one without a row here, or one whose file forgets to ask can.ts, does not pass.
 */
import { expect, it } from 'vitest';
import { type CommandInput, command, type Verb } from '../../protocol/commands';
import type { ErrorCode } from '../../protocol/errors';
import { keyOf, openTestHub, type Someone } from './test-support';

/** Refusals that speak of rights; others mean that it was the asker's to ask. */
const RIGHTS: readonly (ErrorCode | string)[] = ['not-allowed', 'not-a-member'];

/** A room with its owner, people of every rank in it, one who is not, and somebody's message. */
async function scene() {
  const { enter, guest } = openTestHub({ hosts: [keyOf('host')] });
  const [host, moderator] = [await enter('host'), await enter('mod')];
  await host.ok({ verb: 'role', user: moderator.id, role: 'moderator' });
  const owner = await enter('owner');
  const created = await owner.ok({ verb: 'create', name: 'club' });
  const { id: room } = created.room as { id: string };
  const [member, outsider, someone] = [
    await enter('member'),
    await enter('outsider'),
    await enter('someone'),
  ];
  const visitor = await guest('visitor');
  for (const one of [host, moderator, member, someone, visitor]) {
    await one.ok({ verb: 'join', room });
  }
  const { seq } = (await someone.ok({ verb: 'post', room, text: 'theirs' })) as { seq: number };
  const notice = await host.ok({ verb: 'post', room, text: 'to all', announce: true });
  // The least first: what is refused changes nothing for those after.
  const people: [string, Someone][] = [
    ['guest', visitor],
    ['outsider', outsider],
    ['member', member],
    ['moderator', moderator],
    ['owner', owner],
    ['host', host],
  ];
  return { room, seq, announced: notice.seq as number, user: someone.id, people };
}
type Facts = Pick<Awaited<ReturnType<typeof scene>>, 'room' | 'seq' | 'announced' | 'user'>;

const ALL = 'guest outsider member moderator owner host';
const INSIDE = 'guest member moderator owner host';
const CHARGE = 'moderator owner host';
const ORDER = 'moderator host';
const FILE = 'f'.padEnd(23, 'A');

/** A command about somebody else's things, and who may give it. */
const VERBS: { [V in Verb]: [(facts: Facts) => CommandInput, string] } = {
  post: [({ room }) => ({ verb: 'post', room, text: 'x' }), INSIDE],
  edit: [({ room, seq }) => ({ verb: 'edit', room, target: seq, text: 'x' }), ''],
  delete: [({ room, seq }) => ({ verb: 'delete', room, target: seq }), CHARGE],
  react: [({ room, seq }) => ({ verb: 'react', room, target: seq, emoji: '👍', on: true }), INSIDE],
  ack: [({ room, announced }) => ({ verb: 'ack', room, target: announced }), INSIDE],
  pin: [({ room, seq }) => ({ verb: 'pin', room, target: seq, on: true }), CHARGE],
  lookup: [({ room, seq }) => ({ verb: 'lookup', room, seqs: [seq] }), INSIDE],
  revisions: [({ room, seq }) => ({ verb: 'revisions', room, target: seq }), CHARGE],
  create: [() => ({ verb: 'create', name: 'another' }), ALL],
  join: [({ room }) => ({ verb: 'join', room }), ALL],
  leave: [({ room }) => ({ verb: 'leave', room }), INSIDE],
  topic: [({ room }) => ({ verb: 'topic', room, topic: 'x' }), CHARGE],
  access: [({ room }) => ({ verb: 'access', room, access: 'open' }), 'owner host'],
  invite: [({ room, user }) => ({ verb: 'invite', room, user }), 'member moderator owner host'],
  nick: [() => ({ verb: 'nick', name: 'other' }), ALL],
  direct: [({ user }) => ({ verb: 'direct', user }), ALL],
  history: [({ room }) => ({ verb: 'history', room }), INSIDE],
  upload: [
    ({ room }) => ({ verb: 'upload', room, name: 'a', size: 1, hash: 'A'.repeat(43) }),
    'member moderator owner host',
  ],
  reuse: [({ room }) => ({ verb: 'reuse', room, file: FILE }), 'member moderator owner host'],
  discard: [() => ({ verb: 'discard', file: FILE }), ALL],
  download: [() => ({ verb: 'download', file: FILE }), ALL],
  files: [({ room }) => ({ verb: 'files', room }), INSIDE],
  search: [({ room }) => ({ verb: 'search', query: { words: ['x'] }, rooms: [room] }), INSIDE],
  typing: [({ room }) => ({ verb: 'typing', room, on: true }), INSIDE],
  presence: [() => ({ verb: 'presence', presence: 'away' }), ALL],
  shutdown: [() => ({ verb: 'shutdown' }), 'host'],
  role: [({ user }) => ({ verb: 'role', user, role: 'moderator' }), 'host'],
  kick: [({ user }) => ({ verb: 'kick', user }), ORDER],
  ban: [({ user }) => ({ verb: 'ban', user }), ORDER],
  unban: [() => ({ verb: 'unban', ban: 1 }), ORDER],
  mute: [({ user, room }) => ({ verb: 'mute', user, room }), CHARGE],
  unmute: [({ user, room }) => ({ verb: 'unmute', user, room }), CHARGE],
  sanctions: [() => ({ verb: 'sanctions' }), ORDER],
  modlog: [() => ({ verb: 'modlog' }), ORDER],
  rules: [({ room }) => ({ verb: 'rules', room, slowSeconds: 5 }), CHARGE],
  rename: [({ room }) => ({ verb: 'rename', room, name: 'renamed' }), CHARGE],
  'delete-room': [({ room }) => ({ verb: 'delete-room', room }), 'owner host'],
  door: [() => ({ verb: 'door', door: 'open' }), ORDER],
  capacity: [() => ({ verb: 'capacity', capacity: 50 }), 'host'],
  approve: [() => ({ verb: 'approve', knock: 'w1' }), ORDER],
  decline: [() => ({ verb: 'decline', knock: 'w1' }), ORDER],
  people: [() => ({ verb: 'people' }), ORDER],
  house: [() => ({ verb: 'house' }), ORDER],
  'make-invite': [() => ({ verb: 'make-invite' }), 'host'],
  'revoke-invite': [() => ({ verb: 'revoke-invite', invite: 1 }), 'host'],
  invites: [() => ({ verb: 'invites' }), 'host'],
  // There is nothing on a disk to hand over here, and then nobody may (handover.test.ts has one).
  handover: [({ user }) => ({ verb: 'handover', step: { do: 'offer', to: user } }), ''],
  // Only in a classroom, which this room is not.
  hand: [({ room }) => ({ verb: 'hand', room, on: true }), ''],
  look: [({ room }) => ({ verb: 'look', room }), ''],
};

it.each(command.options.map(({ shape }) => shape.verb.value))('%s', async (verb) => {
  const [make, expected] = VERBS[verb];
  const { people, ...facts } = await scene();
  const may: string[] = [];
  for (const [who, person] of people) {
    const reply = await person.submit(make(facts));
    if (reply.ok || !RIGHTS.includes(reply.error.code)) may.push(who);
  }
  expect(may.join(' ')).toBe(expected);
});

it('a room by invitation is answered about as one that is not there', async () => {
  const { enter, guest } = openTestHub({ hosts: [keyOf('host')] });
  const ann = await enter('ann');
  const created = await ann.ok({ verb: 'create', name: '비밀', access: 'invite' });
  const { id: there } = created.room as { id: string };
  const { seq } = (await ann.ok({ verb: 'post', room: there, text: 'x' })) as { seq: number };
  const not = `r${'x'.repeat(there.length - 1)}`;
  const facts = { seq, announced: seq, user: ann.id };
  // A host too is a stranger where nobody invited them.
  for (const stranger of [await enter('bob'), await guest('gus'), await enter('host')]) {
    for (const [verb, [make]] of Object.entries(VERBS)) {
      const [one, other] = [make({ ...facts, room: there }), make({ ...facts, room: not })];
      if (JSON.stringify(one) === JSON.stringify(other)) continue; // of no room
      expect(await stranger.submit(one), verb).toEqual(await stranger.submit(other));
    }
    for (const [known, unknown] of [
      ['비밀', '없는 방'],
      [' ＃비밀', '#없는 방'],
    ] as const) {
      const enterBy = (room: string) => stranger.submit({ verb: 'join', room, password: 'x' });
      expect(await enterBy(known)).toEqual(await enterBy(unknown));
    }
  }
  // What remains (SECURITY.md): no two rooms have one name.
  const bob = await enter('bob');
  expect(await bob.refusal({ verb: 'create', name: '비밀' })).toBe('room-exists');
});
