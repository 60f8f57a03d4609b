/**
 * Rights: random people do random things to each other in random rooms, over reconnects and
 * restarts. What the hub accepts and refuses is what the oracle says; everybody is handed what is
 * said in their rooms and nothing else.
 */
import { FakeClock, nextTurn } from '../../../client/testing/fake-clock';
import type { CommandInput } from '../../../protocol/commands';
import { LOBBY, type RoomId } from '../../../protocol/ids';
import { fc } from '../../../protocol/testing/property';
import { keyOf, openTestHub, type Someone, type TestHub } from '../../../server/hub/test-support';
import type { Model } from '../model';
import { must } from '../violation';
import { Disk } from '../world/disk';
import { fakeTime } from '../world/fake-time';
import { Oracle, type Step } from './rights-oracle';

const HOST = 'host';
const GUEST = 'guest';
const KEYS = [HOST, 'mod', 'ann', 'bob'] as const;
const PEOPLE = [...KEYS, GUEST] as const;

const anybody = fc.constantFrom<string>(...PEOPLE);
const withKey = fc.constantFrom<string>(...KEYS);
const room = fc.nat({ max: 2 });
const back = fc.nat({ max: 2 });
const on = fc.boolean();
type Fields = Record<string, fc.Arbitrary<unknown>>;
const of = (weight: number, verb: Step['do'], fields: Fields) => ({
  weight,
  arbitrary: fc.record(fields).map((rest) => ({ do: verb, ...rest }) as Step),
});
const inRoom = { who: anybody, room };
const step: fc.Arbitrary<Step> = fc.oneof(
  of(8, 'post', inRoom),
  of(7, 'join', inRoom),
  of(2, 'leave', inRoom),
  of(2, 'topic', inRoom),
  of(1, 'access', { ...inRoom, on }),
  of(2, 'read-only', { ...inRoom, on }),
  of(2, 'lock', { ...inRoom, on }),
  of(6, 'invite', { ...inRoom, whom: anybody }),
  of(5, 'kick', { ...inRoom, whom: anybody }),
  of(3, 'mute', { ...inRoom, whom: withKey }),
  of(2, 'unmute', { ...inRoom, whom: withKey }),
  of(2, 'mute-all', { who: anybody, whom: withKey }),
  of(1, 'unmute-all', { who: anybody, whom: withKey }),
  of(1, 'ban', { who: anybody, whom: withKey }),
  of(4, 'role', {
    who: fc.constantFrom<string>(HOST, HOST, ...PEOPLE),
    whom: anybody,
    moderator: on,
  }),
  of(2, 'edit', { ...inRoom, back }),
  of(3, 'delete', { ...inRoom, back }),
  of(2, 'react', { ...inRoom, back }),
  of(2, 'pin', { ...inRoom, back }),
  of(3, 'create', { who: anybody, open: fc.constantFrom(true, false, false) }),
  of(1, 'reconnect', { who: anybody }),
  of(1, 'restart', {}),
);

class Run {
  readonly clock = new FakeClock();
  readonly #disk = new Disk();
  readonly #oracle = new Oracle(keyOf(HOST), GUEST);
  readonly #rooms: RoomId[] = [LOBBY];
  readonly #here = new Map<string, Someone>();
  #test: TestHub;
  #count = 0;

  constructor() {
    this.#test = this.#open();
  }

  async start(): Promise<void> {
    for (const who of PEOPLE) await this.#enter(who);
  }

  async take(given: Step): Promise<void> {
    if (given.do === 'restart') return this.#restart();
    const person = this.#here.get(given.who);
    if (!person) return;
    if (given.do === 'reconnect') {
      person.go();
      if (given.who === GUEST) this.#oracle.guestLeft();
      await this.#turn();
      return this.#enter(given.who);
    }
    const step = this.#named(given);
    const command = this.#commandOf(step);
    if (!command) return;
    const may = this.#oracle.may(step);
    const reply = await person.submit(command);
    await this.#turn();
    const what = `${JSON.stringify(given)} is ${JSON.stringify(reply)}`;
    must(reply.ok === may, what);
    if (!reply.ok) return;
    const { seq, room: made } = reply.result as { seq?: number; room?: { id: RoomId } };
    this.#oracle.fold(step, seq ?? 0);
    if (step.do === 'create' && made) this.#rooms.push(made.id);
    if (step.do === 'ban') this.#here.delete(given.do === 'ban' ? given.whom : '');
    this.#check(what);
  }

  /** People as the oracle knows them: by their keys, and the guest as such. */
  #named(step: Step): Step {
    const id = (label: string) => (label === GUEST ? GUEST : keyOf(label));
    const named = { ...step };
    if ('who' in named) named.who = id(named.who);
    if ('whom' in named) named.whom = id(named.whom);
    return named;
  }

  #userOf(who: string): string {
    return who === GUEST ? (this.#here.get(GUEST)?.id ?? 'gone') : who;
  }

  #commandOf(step: Step): CommandInput | null {
    this.#count += 1;
    if (step.do === 'restart' || step.do === 'reconnect') return null;
    if (step.do === 'create') {
      if (this.#rooms.length > 2) return null;
      const name = `room ${this.#rooms.length}`;
      return { verb: 'create', name, access: step.open ? 'open' : 'invite' };
    }
    const user = 'whom' in step ? this.#userOf(step.whom) : '';
    if (user === 'gone') return null;
    if (step.do === 'role') {
      return { verb: 'role', user, role: step.moderator ? 'moderator' : 'member' };
    }
    if (!('room' in step)) {
      if (step.do === 'ban') return { verb: 'ban', user, address: false };
      return { verb: step.do === 'mute-all' ? 'mute' : 'unmute', user };
    }
    const room = this.#rooms[step.room % this.#rooms.length] ?? LOBBY;
    const text = `말 ${this.#count}`;
    switch (step.do) {
      case 'post':
        return { verb: 'post', room, text };
      case 'join':
      case 'leave':
        return { verb: step.do, room };
      case 'topic':
        return { verb: 'topic', room, topic: text };
      case 'access':
        return { verb: 'access', room, access: step.on ? 'open' : 'invite' };
      case 'read-only':
        return { verb: 'rules', room, readOnly: step.on };
      case 'lock':
        return { verb: 'rules', room, locked: step.on };
      case 'invite':
      case 'kick':
      case 'mute':
      case 'unmute':
        return { verb: step.do, room, user };
    }
    if (!('back' in step)) return null;
    const target = this.#oracle.target(step);
    if (target === 0) return null;
    if (step.do === 'edit') return { verb: 'edit', room, target, text };
    if (step.do === 'delete') return { verb: 'delete', room, target };
    if (step.do === 'react') return { verb: 'react', room, target, emoji: '👍', on: true };
    return { verb: 'pin', room, target, on: true };
  }

  async #restart(): Promise<void> {
    await this.#test.hub.stop('restarting');
    this.#oracle.guestLeft();
    this.#test = this.#open();
    this.#here.clear();
    for (const who of PEOPLE) await this.#enter(who);
  }

  #open(): TestHub {
    return openTestHub({
      store: this.#disk.open(),
      hosts: [keyOf(HOST)],
      now: () => this.clock.now(),
    });
  }

  /** Everybody who has a key is in the lobby from their first visit on, guests at each. */
  async #enter(who: string): Promise<void> {
    const known = this.#oracle.rooms[0]?.members;
    const banned = this.#oracle.banned.has(keyOf(who));
    const came = who === GUEST ? this.#test.guest(who) : this.#test.enter(who);
    const someone = await came.catch((why: Error) => {
      must(banned, `${who} cannot come in: ${why.message}`);
      return null;
    });
    must(someone === null || !banned, `${who} is banned and came in`);
    this.#here.delete(who);
    if (!someone) return;
    this.#here.set(who, someone);
    if (who === GUEST) known?.add(GUEST);
    else if (!this.#met.has(who)) known?.add(keyOf(who));
    this.#met.add(who);
    await this.#turn();
    this.#check(`${who} came`);
  }
  readonly #met = new Set<string>();

  /** Who is in which room, in which role, and that nobody was handed what is not theirs. */
  #check(after: string): void {
    const oracle = this.#oracle;
    this.#rooms.forEach((id, i) => {
      const facts = oracle.rooms[i];
      const there = this.#test.hub.membersOf(id).map((user) => user.id);
      const expected = [...(facts?.members ?? [])].map((who) => this.#userOf(who));
      const same = JSON.stringify(there.sort()) === JSON.stringify(expected.sort());
      must(same, `after ${after}: in room ${i} are ${there}, not ${expected}`);
    });
    for (const [who, person] of this.#here) {
      const name = who === GUEST ? GUEST : keyOf(who);
      const role = this.#test.hub.user(person.id)?.role;
      must(role === oracle.role(name), `after ${after}: ${who} is ${role}`);
      for (const { room, kind, seq } of person.events) {
        const facts = oracle.rooms[this.#rooms.indexOf(room)];
        must(facts?.members.has(name) ?? false, `${who} was handed ${kind} ${seq} of ${room}`);
      }
      person.clear();
    }
  }

  /** What is committed is handed out, and whoever was put off is gone. */
  async #turn(): Promise<void> {
    for (let i = 0; i < 2; i += 1) await nextTurn();
    await this.clock.advance(5);
  }
}

async function play(steps: readonly Step[]): Promise<void> {
  const run = new Run();
  const restore = fakeTime(run.clock);
  try {
    await run.start();
    for (const step of steps) await run.take(step);
  } finally {
    restore();
  }
}

/** What hardly ever follows by chance: in and out of a private room, up and down again. */
const story: fc.Arbitrary<Step[]> = fc
  .record({ who: anybody, whom: anybody, room })
  .chain(({ who, whom, room }) =>
    fc.constantFrom<Step[]>(
      [
        { do: 'access', who, room, on: false },
        { do: 'invite', who, room, whom },
        { do: 'join', who: whom, room },
        { do: 'kick', who, room, whom },
        { do: 'join', who: whom, room },
      ],
      [
        { do: 'role', who: HOST, whom, moderator: true },
        { do: 'kick', who: whom, room, whom: who },
        { do: 'role', who: HOST, whom, moderator: false },
        { do: 'kick', who: whom, room, whom: who },
      ],
      [
        { do: 'post', who, room },
        { do: 'mute', who: whom, room, whom: who },
        { do: 'edit', who, room, back: 0 },
        { do: 'react', who, room, back: 0 },
      ],
    ),
  );

const KEYED: ReadonlySet<string> = new Set(['ban', 'mute', 'unmute', 'mute-all', 'unmute-all']);
/** In a small company the same people meet again. */
const company = fc.shuffledSubarray<string>([...PEOPLE], {
  minLength: 2,
  maxLength: PEOPLE.length,
});
const chapter = fc.oneof(
  { weight: 12, arbitrary: step.map((one) => [one]) },
  { weight: 1, arbitrary: story },
);
const steps = fc
  .array(chapter, { minLength: 3, maxLength: 40, size: 'max' })
  .map((chapters) => chapters.flat());
const histories = fc.tuple(company, steps).map(([people, all]): readonly Step[] => {
  const one = (label: string) => people[PEOPLE.indexOf(label as 'ann') % people.length] as string;
  const played = all.map((given) => {
    const step = { ...given };
    if ('who' in step) step.who = one(step.who);
    if ('whom' in step) step.whom = one(step.whom);
    return step;
  });
  // What is held against a guest is held against an address, and there is one here.
  return played.filter((step) => !('whom' in step && step.whom === GUEST && KEYED.has(step.do)));
});

/** A moderator who is banned was let in again. */
const BANNED_MODERATOR: readonly Step[] = [
  { do: 'role', who: HOST, whom: 'bob', moderator: true },
  { do: 'ban', who: HOST, whom: 'bob' },
  { do: 'restart' },
];

export const rights: Model = {
  name: 'rights',
  once: [BANNED_MODERATOR],
  property: () => fc.asyncProperty(histories, play),
};
