import { describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../protocol/events';
import { fc } from '../../protocol/testing/property';
import type { ServerFact } from '../log/log';
import { emptyState, foldEvent, foldFact } from './state';

const USERS = [`k${'a'.repeat(22)}`, `k${'b'.repeat(22)}`, `g${'c'.repeat(22)}`] as const;
const ROOMS = ['lobby', 'rabcdefghijk', 'dabcdefghijk'] as const;
const NAMES = ['지훈', 'ann', 'ANN'] as const;

const user = fc.constantFrom(...USERS);
const room = fc.constantFrom(...ROOMS);
const name = fc.constantFrom(...NAMES);
const base = {
  room,
  by: user,
  name,
  seq: fc.constant(1),
  prev: fc.constant(0),
  ts: fc.constant(1),
};
const access = fc.constantFrom('open', 'password', 'invite');
const event = fc.oneof(
  fc.record({ ...base, kind: fc.constantFrom('joined', 'left') }),
  fc.record({ ...base, kind: fc.constant('created'), title: name, access }),
  fc.record({ ...base, kind: fc.constant('topic'), topic: fc.constantFrom('', 'flowers') }),
  fc.record({ ...base, kind: fc.constant('access'), access }),
  fc.record({ ...base, kind: fc.constant('invited'), user, userName: name }),
  fc.record({ ...base, kind: fc.constant('renamed'), old: name }),
  fc.record({ ...base, kind: fc.constant('posted'), text: fc.constant('hi') }),
) as fc.Arbitrary<ChatEvent>;
const fact = fc.oneof(
  fc.record({
    type: fc.constant('user'),
    id: fc.constantFrom(USERS[0], USERS[1]),
    name,
    wire: fc.constant('app'),
    verified: fc.boolean(),
  }),
  fc.record({ type: fc.constant('password'), room, hash: fc.constantFrom(null, 'x', 'y') }),
  fc.record({ type: fc.constant('role'), user, role: fc.constantFrom('moderator', 'member') }),
  fc.record({ type: fc.constant('of-a-newer-program') }),
) as fc.Arbitrary<ServerFact>;

describe('folding', () => {
  it('comes to the same when all facts come first, as in a replay', () => {
    const step = fc.oneof(
      event.map((value) => ({ event: value, fact: null })),
      fact.map((value) => ({ event: null, fact: value })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const live = emptyState([]);
        for (const one of steps) {
          if (one.event) foldEvent(live, one.event);
          else foldFact(live, one.fact);
        }
        const replayed = emptyState([]);
        for (const one of steps) if (one.fact) foldFact(replayed, one.fact);
        for (const one of steps) if (one.event) foldEvent(replayed, one.event);
        expect(comparable(replayed)).toEqual(comparable(live));
      }),
    );
  });

  it('comes to the same when it is known from the start that a room will be gone', () => {
    const passing = 'rpassing0000';
    const inIt = event
      .filter(({ kind }) => kind !== 'created')
      .map((e) => ({ ...e, room: passing }));
    const elsewhere = event.filter(({ room }) => room !== passing);
    const mixed = fc.array(fc.oneof(elsewhere, inIt), { maxLength: 30 });
    const parts = fc.tuple(fc.array(elsewhere), mixed, fc.array(elsewhere, { maxLength: 20 }));
    fc.assert(
      fc.property(parts, ([before, during, after]) => {
        const by = { by: USERS[0], name: 'ann', seq: 1, prev: 0, ts: 1, room: passing };
        const made = { ...by, kind: 'created', title: '잠깐', access: 'open' } as ChatEvent;
        const left = USERS.map((id): ChatEvent => ({ ...by, kind: 'left', by: id }));
        const gone: ServerFact = { type: 'room-gone', room: passing };
        const live = emptyState([]);
        for (const one of [...before, made, ...during]) foldEvent(live, one);
        foldFact(live, gone);
        for (const one of [...left, ...after]) foldEvent(live, one);
        const replayed = emptyState([]);
        foldFact(replayed, gone);
        for (const one of [...before, made, ...during, ...left, ...after]) foldEvent(replayed, one);
        expect(comparable(replayed)).toEqual(comparable(live));
        expect(live.rooms.byId.has(passing)).toBe(false);
      }),
    );
  });

  it('keeps members and rooms of a user in step', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const { rooms } = emptyState([]);
        const state = { ...emptyState([]), rooms };
        for (const one of events) foldEvent(state, one);
        for (const one of USERS) {
          const theirs = [...rooms.byId.values()]
            .filter((r) => r.members.has(one))
            .map((r) => r.id);
          expect([...(rooms.ofUser.get(one) ?? [])].sort()).toEqual(theirs.sort());
        }
      }),
    );
  });

  it('gives a name to one key, and frees the one before', () => {
    const { users } = (() => {
      const state = emptyState([]);
      const is = (id: string, name: string) =>
        foldFact(state, { type: 'user', id, name, wire: 'app', verified: true });
      is(USERS[0], 'ann');
      is(USERS[0], '지훈');
      is(USERS[1], 'ann');
      return state;
    })();
    expect([...users.owners.entries()].map(([, id]) => id).sort()).toEqual([USERS[0], USERS[1]]);
    expect(users.byId.get(USERS[1])?.name).toBe('ann');
  });
});

/** Rooms that only a fact has named so far come later in a replay: order of rooms is no promise. */
function comparable(state: ReturnType<typeof emptyState>) {
  return {
    rooms: [...state.rooms.byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    byName: [...state.rooms.byName].sort(),
    byNumber: [...state.rooms.byNumber].sort(([a], [b]) => a - b),
    lastNumber: state.rooms.lastNumber,
    ofUser: state.rooms.ofUser,
    users: state.users,
    roles: state.roles,
  };
}
