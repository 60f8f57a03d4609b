/** Keeping order, through the hub as gateways use it: who is stopped, for how long, and what is noted. */
import { describe, expect, it } from 'vitest';
import type { CommandInput } from '../../protocol/commands';
import { Refusal } from '../../protocol/errors';
import type { RoomInfo } from '../../protocol/model';
import type { Knock, ModlogEntry, PersonRow, Sanction } from '../../protocol/order';
import type { WaitWhy } from './api';
import { keyOf, openTestHub, type Someone, type TestHub, turn } from './test-support';

const HOSTS = { hosts: [keyOf('hana')] };
const MINUTE = 60_000;

const roomOf = (reply: Record<string, unknown>): RoomInfo => reply.room as RoomInfo;
const makeRoom = async (owner: Someone, name = 'garden'): Promise<string> =>
  roomOf(await owner.ok({ verb: 'create', name })).id;
const refusalOf = async (entering: Promise<unknown>): Promise<Refusal['error']> => {
  const why = await entering.then(
    () => new Error('was let in'),
    (error) => error,
  );
  if (why instanceof Refusal) return why.error;
  throw why;
};
const log = async (who: Someone): Promise<ModlogEntry[]> =>
  (await who.ok({ verb: 'modlog' })).entries as ModlogEntry[];

/** A hub with a clock that stands until it is moved. */
function open(more: Parameters<typeof openTestHub>[0] = {}): TestHub & { pass(ms: number): void } {
  const clock = { now: 1_800_000_000_000 };
  const test = openTestHub({ ...HOSTS, now: () => clock.now, ...more });
  const pass = (ms: number): void => {
    clock.now += ms;
  };
  return Object.assign(test, { pass });
}

/** At the door, with what it is told and a way to hang up. */
function atTheDoor(test: TestHub, label: string, more: object = {}) {
  const told: WaitWhy[] = [];
  const line = new AbortController();
  const wait = { told: ({ why }: { why: WaitWhy }) => told.push(why), signal: line.signal };
  const key = label.startsWith('g-') ? null : keyOf(label);
  const entering = test.knock({ user: key, key: key && label, name: label, wait, ...more });
  entering.catch(() => {});
  return { told, entering, hangUp: () => line.abort() };
}
const knocksOf = (someone: Someone): Knock[] => someone.framesOf('knocks').at(-1)?.knocks ?? [];

describe('roles', () => {
  it('are given and taken by the host, and hold from the next command on', async () => {
    const { enter } = open();
    const [hana, mina, ann] = [await enter('hana'), await enter('mina'), await enter('ann')];
    expect(await mina.refusal({ verb: 'kick', user: ann.id })).toBe('not-allowed');
    expect(await ann.refusal({ verb: 'role', user: mina.id, role: 'moderator' })).toBe(
      'not-allowed',
    );
    await hana.ok({ verb: 'role', user: mina.id, role: 'moderator' });
    expect(mina.framesOf('notice').at(-1)?.notice).toMatchObject({ what: 'role', by: 'hana' });
    expect(await mina.refusal({ verb: 'kick', user: hana.id })).toBe('not-allowed');
    expect(await mina.refusal({ verb: 'role', user: ann.id, role: 'moderator' })).toBe(
      'not-allowed',
    );
    await mina.ok({ verb: 'kick', user: ann.id });
    await hana.ok({ verb: 'role', user: mina.id, role: 'member' });
    expect(await mina.refusal({ verb: 'modlog' })).toBe('not-allowed');
  });

  it('are not for guests, and not for hosts', async () => {
    const { enter, guest } = open();
    const [hana, nc] = [await enter('hana'), await guest('nc')];
    expect(await hana.refusal({ verb: 'role', user: nc.id, role: 'moderator' })).toBe(
      'not-allowed',
    );
    expect(await hana.refusal({ verb: 'role', user: hana.id, role: 'member' })).toBe('not-allowed');
  });

  it('outlive a restart', async () => {
    const first = open();
    const [hana, mina] = [await first.enter('hana'), await first.enter('mina')];
    await hana.ok({ verb: 'role', user: mina.id, role: 'moderator' });
    const again = open({ store: first.log });
    expect(await log(await again.enter('mina'))).toMatchObject([
      { n: 1, what: 'role', by: 'hana', name: 'mina', detail: 'moderator' },
    ]);
  });
});

describe('removing', () => {
  it('ends a connection with who and why, and lets them come back', async () => {
    const { enter } = open();
    const [hana, ann] = [await enter('hana'), await enter('ann')];
    await hana.ok({ verb: 'kick', user: ann.id, reason: ' not \n nice ' });
    expect(ann.bye).toEqual({ reason: 'kicked', by: 'hana', note: 'not nice' });
    expect(await ann.refusal({ verb: 'post', room: 'lobby', text: 'hi' })).toBe(
      'not-authenticated',
    );
    await enter('ann');
    expect(await hana.refusal({ verb: 'kick', user: keyOf('nobody') })).toBe('no-such-user');
    expect(await hana.refusal({ verb: 'kick', user: hana.id })).toBe('not-allowed');
  });

  it('takes a guest out of every room', async () => {
    const { enter, guest } = open();
    const [hana, nc] = [await enter('hana'), await guest('nc')];
    await hana.ok({ verb: 'kick', user: nc.id });
    await hana.until(() => hana.lines.includes('lobby -nc'));
  });

  it('out of a room is the owner’s too; the others see it, whoever it is about is told', async () => {
    const { enter } = open();
    const [hana, ann, bob] = [await enter('hana'), await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    await bob.ok({ verb: 'join', room: id });
    await hana.ok({ verb: 'join', room: id });
    await bob.until(() => bob.lines.includes(`${id} +hana`));
    expect(await bob.refusal({ verb: 'kick', user: ann.id, room: id })).toBe('not-allowed');
    expect(await ann.refusal({ verb: 'kick', user: hana.id, room: id })).toBe('not-allowed');
    bob.clear();
    await ann.ok({ verb: 'kick', user: bob.id, room: id, reason: 'spam' });
    await ann.until(() => ann.lines.includes(`${id} ann kicked`));
    expect(bob.lines).toEqual([]);
    expect(bob.framesOf('notice').map(({ notice }) => notice)).toEqual([
      { what: 'kicked', room: 'garden', by: 'ann', reason: 'spam' },
    ]);
    expect(bob.framesOf('rooms').at(-1)?.rooms[0]).toMatchObject({ id, joined: false });
    expect(await bob.refusal({ verb: 'post', room: id, text: 'hi' })).toBe('not-a-member');
    await ann.ok({ verb: 'post', room: id, text: 'calm again' });
    await ann.until(() => ann.lines.includes(`${id} ann: calm again`));
    expect(bob.lines).toEqual([]);
    await bob.ok({ verb: 'join', room: id });
  });

  it('out of a room for the invited takes the invitation back', async () => {
    const { enter } = open();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = roomOf(await ann.ok({ verb: 'create', name: 'den', access: 'invite' })).id;
    await ann.ok({ verb: 'invite', room: id, user: bob.id });
    await bob.ok({ verb: 'join', room: id });
    await ann.ok({ verb: 'kick', user: bob.id, room: id });
    expect(await bob.refusal({ verb: 'join', room: id })).toBe('invite-only');
  });
});

describe('a ban', () => {
  it('holds for the key under any name and from any address, and says why and how long', async () => {
    const test = open();
    const { enter, knock } = test;
    const [hana, ann] = [await enter('hana'), await enter('ann')];
    await hana.ok({ verb: 'ban', user: ann.id, minutes: 10, reason: 'spam' });
    expect(ann.bye).toEqual({ reason: 'banned', by: 'hana', note: 'spam' });
    const again = knock({ user: keyOf('ann'), key: 'ann', name: 'angel', address: '10.0.0.9' });
    expect(await refusalOf(again)).toEqual({
      code: 'banned',
      note: 'spam',
      retryAfterMs: 10 * MINUTE,
    });
    test.pass(10 * MINUTE);
    await enter('ann');
  });

  it('holds after a restart, until it is taken back', async () => {
    const first = open();
    const [hana, ann] = [await first.enter('hana'), await first.enter('ann')];
    await hana.ok({ verb: 'ban', user: ann.id });
    const second = open({ store: first.log });
    expect(await refusalOf(second.enter('ann'))).toEqual({ code: 'banned' });
    const host = await second.enter('hana');
    const [ban] = (await host.ok({ verb: 'sanctions' })).sanctions as Sanction[];
    expect(ban).toMatchObject({ kind: 'ban', name: 'ann', by: 'hana', address: '192.168.0.7' });
    expect(await host.refusal({ verb: 'unban', ban: 99 })).toBe('no-such-user');
    await host.ok({ verb: 'unban', ban: ban?.n ?? 0 });
    await second.enter('ann');
    expect(await host.ok({ verb: 'sanctions' })).toEqual({ sanctions: [], more: false });
  });

  it('of an address stops guests and new keys from there, and nobody who was here before', async () => {
    const { enter, guest, knock } = open();
    const [hana, ann] = [await enter('hana'), await enter('ann')];
    const bob = await enter('bob');
    bob.go();
    await hana.ok({ verb: 'ban', user: ann.id });
    const stranger = { user: keyOf('new'), key: 'new', name: 'new' };
    expect(await refusalOf(knock(stranger))).toEqual({ code: 'banned' });
    expect(await refusalOf(guest('nc'))).toEqual({ code: 'banned' });
    await enter('bob');
    await knock({ ...stranger, address: '192.168.0.8' });
    await guest('nc2', { address: '192.168.0.8' });
  });

  it('without the address lets others from there in', async () => {
    const { enter, guest } = open();
    const [hana, ann] = [await enter('hana'), await enter('ann')];
    await hana.ok({ verb: 'ban', user: ann.id, address: false });
    await guest('nc');
    expect(await refusalOf(enter('ann'))).toEqual({ code: 'banned' });
  });

  it('of a guest on this computer holds for the name alone', async () => {
    const { enter, guest } = open();
    const here = { address: '127.0.0.1' };
    const [hana, nc] = [await enter('hana', here), await guest('troll', here)];
    await hana.ok({ verb: 'ban', user: nc.id, address: false });
    expect(await refusalOf(guest('Tr0ll', here))).toEqual({ code: 'banned' });
    await guest('friend', here);
  });

  it('is nothing that a moderator can do to a moderator, or anybody to the host', async () => {
    const { enter } = open();
    const [hana, mina, mo] = [await enter('hana'), await enter('mina'), await enter('mo')];
    for (const one of [mina, mo]) await hana.ok({ verb: 'role', user: one.id, role: 'moderator' });
    expect(await mina.refusal({ verb: 'ban', user: hana.id })).toBe('not-allowed');
    expect(await mina.refusal({ verb: 'ban', user: mo.id })).toBe('not-allowed');
    expect(await mina.refusal({ verb: 'ban', user: mina.id })).toBe('not-allowed');
  });
});

describe('muting', () => {
  it('stops writing everywhere, says how long, and ends by itself', async () => {
    const test = open();
    const { enter } = test;
    const [hana, ann] = [await enter('hana'), await enter('ann')];
    const direct = roomOf(await ann.ok({ verb: 'direct', user: hana.id })).id;
    await hana.ok({ verb: 'mute', user: ann.id, minutes: 5, reason: 'shh' });
    expect(ann.framesOf('notice').at(-1)?.notice).toMatchObject({ what: 'muted', reason: 'shh' });
    for (const room of ['lobby', direct]) {
      const reply = await ann.submit({ verb: 'post', room, text: 'hi' });
      expect(reply).toEqual({ ok: false, error: { code: 'muted', retryAfterMs: 5 * MINUTE } });
    }
    expect(await ann.refusal({ verb: 'typing', room: 'lobby', on: true })).toBe('muted');
    await ann.ok({ verb: 'history', room: 'lobby' });
    await hana.until(() => hana.framesOf('users').some(({ users }) => users.some((u) => u.muted)));
    test.pass(5 * MINUTE);
    await ann.ok({ verb: 'post', room: 'lobby', text: 'hi' });
  });

  it('in a room is its owner’s, holds there alone, and can be taken back', async () => {
    const { enter } = open();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    await bob.ok({ verb: 'join', room: id });
    expect(await ann.refusal({ verb: 'mute', user: bob.id })).toBe('not-allowed');
    await ann.ok({ verb: 'mute', user: bob.id, room: id });
    expect(await bob.refusal({ verb: 'post', room: id, text: 'hi' })).toBe('muted');
    await bob.ok({ verb: 'post', room: 'lobby', text: 'hi' });
    expect(await ann.ok({ verb: 'sanctions', room: id })).toMatchObject({
      sanctions: [{ kind: 'mute', name: 'bob', room: id }],
    });
    expect(await ann.refusal({ verb: 'sanctions' })).toBe('not-allowed');
    await ann.ok({ verb: 'unmute', user: bob.id, room: id });
    await bob.ok({ verb: 'post', room: id, text: 'hi' });
  });
});

describe('rules of a room', () => {
  it('are seen by all, survive a restart, and are not a member’s to make', async () => {
    const first = open();
    const [ann, bob] = [await first.enter('ann'), await first.enter('bob')];
    const id = await makeRoom(ann);
    await bob.ok({ verb: 'join', room: id });
    expect(await bob.refusal({ verb: 'rules', room: id, readOnly: true })).toBe('not-allowed');
    await ann.ok({ verb: 'rules', room: id, readOnly: true, slowSeconds: 30 });
    await bob.until(() => bob.lines.includes(`${id} ann rules`));
    const again = open({ store: first.log });
    const back = await again.knock({ user: keyOf('bob'), key: 'bob', name: 'bob' });
    again.hub.start(back.session);
    const shown = back.framesOf('rooms').flatMap(({ rooms }) => rooms);
    expect(shown.find((room) => room.id === id)?.rules).toMatchObject({
      readOnly: true,
      slowSeconds: 30,
      locked: false,
    });
    expect(shown.find((room) => room.id === 'lobby')?.rules).toBeUndefined();
  });

  it('read-only: only who keeps order writes', async () => {
    const { enter } = open();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    await bob.ok({ verb: 'join', room: id });
    await ann.ok({ verb: 'rules', room: id, readOnly: true });
    expect(await bob.refusal({ verb: 'post', room: id, text: 'hi' })).toBe('read-only');
    await ann.ok({ verb: 'post', room: id, text: 'hear, hear' });
  });

  it('slow: one message in so many seconds, for each, and the wait is told', async () => {
    const test = open();
    const [hana, ann, bob] = [
      await test.enter('hana'),
      await test.enter('ann'),
      await test.enter('bob'),
    ];
    await hana.ok({ verb: 'rules', room: 'lobby', slowSeconds: 10 });
    const say = (who: Someone) => who.submit({ verb: 'post', room: 'lobby', text: 'hi' });
    expect(await say(ann)).toMatchObject({ ok: true });
    test.pass(4_000);
    expect(await say(ann)).toEqual({
      ok: false,
      error: { code: 'slow-mode', retryAfterMs: 6_000 },
    });
    expect(await say(bob)).toMatchObject({ ok: true });
    expect(await say(hana)).toMatchObject({ ok: true });
    expect(await say(hana)).toMatchObject({ ok: true });
    test.pass(6_000);
    expect(await say(ann)).toMatchObject({ ok: true });
  });

  it('slow: refuses a numbered message for good, so that it holds up no other room', async () => {
    const { enter } = open();
    const [hana, ann] = [await enter('hana'), await enter('ann')];
    const id = await makeRoom(ann);
    await hana.ok({ verb: 'rules', room: 'lobby', slowSeconds: 60 });
    await ann.ok({ verb: 'post', room: 'lobby', text: 'one' }, 1);
    expect(await ann.refusal({ verb: 'post', room: 'lobby', text: 'two' }, 2)).toBe('slow-mode');
    await ann.ok({ verb: 'post', room: id, text: 'three' }, 3);
  });

  it('locked and full: nobody new, but for who keeps order', async () => {
    const { enter } = open();
    const people = ['hana', 'ann', 'bob', 'cat'].map((label) => enter(label));
    const [hana, ann, bob, cat] = (await Promise.all(people)) as [
      Someone,
      Someone,
      Someone,
      Someone,
    ];
    const id = await makeRoom(ann);
    await bob.ok({ verb: 'join', room: id });
    await ann.ok({ verb: 'rules', room: id, locked: true });
    await ann.ok({ verb: 'invite', room: id, user: cat.id });
    expect(await cat.refusal({ verb: 'join', room: id })).toBe('locked');
    await bob.ok({ verb: 'join', room: id });
    await ann.ok({ verb: 'rules', room: id, locked: false, capacity: 2 });
    expect(await cat.refusal({ verb: 'join', room: id })).toBe('full');
    await hana.ok({ verb: 'join', room: id });
    await ann.ok({ verb: 'rules', room: id, capacity: null });
    await cat.ok({ verb: 'join', room: id });
  });
});

describe('a guest who is muted', () => {
  const say = { verb: 'post', room: 'lobby', text: 'hi' } as const;

  it('is held by their address when they come back, for as long as it was said', async () => {
    const { enter, guest, pass } = open();
    const hana = await enter('hana');
    const neighbour = await guest('neighbour');
    const nc = await guest('nc');
    pass(1_000);
    await hana.ok({ verb: 'mute', user: nc.id, minutes: 5 });
    nc.go();
    pass(MINUTE);
    const again = await guest('somebody else');
    expect(again.id).not.toBe(nc.id);
    const reply = await again.submit(say);
    expect(reply).toEqual({ ok: false, error: { code: 'muted', retryAfterMs: 4 * MINUTE } });
    await hana.until(() =>
      hana.framesOf('users').some(({ users }) => users.some((u) => u.id === again.id && u.muted)),
    );
    // Nobody who was here beside them, no key from there, and nobody from elsewhere.
    await neighbour.ok(say);
    await (await enter('ann')).ok(say);
    await (await guest('far', { address: '10.0.0.9' })).ok(say);
    pass(4 * MINUTE);
    await again.ok(say);
  });

  it('in a room is held there; either of their names takes it back, also when they are gone', async () => {
    const { enter, guest, pass } = open();
    const [hana, ann] = [await enter('hana'), await enter('ann')];
    for (const who of ['before', 'after'] as const) {
      const nc = await guest('nc');
      pass(1_000);
      await hana.ok({ verb: 'mute', user: nc.id, room: 'lobby' });
      nc.go();
      const again = await guest('nc2');
      expect(await again.refusal(say)).toBe('muted');
      const user = who === 'before' ? nc.id : again.id;
      expect(await ann.refusal({ verb: 'unmute', user, room: 'lobby' })).toBe('not-allowed');
      await hana.ok({ verb: 'unmute', user, room: 'lobby' });
      await again.ok(say);
      expect(again.framesOf('notice').at(-1)?.notice).toMatchObject({ what: 'unmuted' });
      expect(await hana.ok({ verb: 'sanctions' })).toMatchObject({ sanctions: [] });
      again.go();
    }
  });

  it('on this computer is held by their name', async () => {
    const { enter, guest, pass } = open();
    const hana = await enter('hana');
    const here = { address: '127.0.0.1' };
    const nc = await guest('nc', here);
    pass(1_000);
    await hana.ok({ verb: 'mute', user: nc.id });
    nc.go();
    expect(await (await guest('NC', here)).refusal(say)).toBe('muted');
    await (await guest('bot', here)).ok(say);
  });

  it('is still held after a restart', async () => {
    const first = open();
    const hana = await first.enter('hana');
    const nc = await first.guest('nc');
    await hana.ok({ verb: 'mute', user: nc.id, minutes: 60 });
    nc.go();
    const second = open({ store: first.log });
    second.pass(1_000);
    expect(await (await second.guest('nc')).refusal(say)).toBe('muted');
  });
});

describe('how far back one reads', () => {
  const texts = (reply: Record<string, unknown>): string[] =>
    (reply.events as { kind: string; text?: string }[]).flatMap(({ text }) => text ?? []);

  it('from joining on: no page, no single message and no quote goes further', async () => {
    const { enter } = open();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    const { seq: old } = await ann.ok({ verb: 'post', room: id, text: 'before' });
    await ann.ok({ verb: 'rules', room: id, history: 'joined' });
    await bob.ok({ verb: 'join', room: id });
    await ann.ok({ verb: 'post', room: id, text: 'after' });
    const page = await bob.ok({ verb: 'history', room: id });
    expect(texts(page)).toEqual(['after']);
    expect(page).toMatchObject({ more: false, from: expect.any(Number) });
    const from = page.from as number;
    expect(await bob.ok({ verb: 'history', room: id, before: from })).toMatchObject({
      events: [],
      more: false,
    });
    const forwards = await bob.ok({ verb: 'history', room: id, after: 1, limit: 1 });
    expect(forwards).toMatchObject({ events: [{ kind: 'joined', seq: from }], more: true });
    expect(await bob.ok({ verb: 'lookup', room: id, seqs: [old as number] })).toEqual({
      events: [],
    });
    const reply = { verb: 'post', room: id, text: 'what?', reply: old as number } as const;
    expect(await bob.refusal(reply)).toBe('no-such-message');
    const about = { room: id, target: old as number } as const;
    const react = { verb: 'react', ...about, emoji: '👍', on: true } as const;
    expect(await bob.refusal(react)).toBe('no-such-message');
    expect(await bob.refusal({ verb: 'ack', ...about })).toBe('no-such-message');
    expect(texts(await ann.ok({ verb: 'history', room: id }))).toEqual(['before', 'after']);
  });

  it('what becomes of older messages, and what quotes them, says nothing of their words', async () => {
    const { enter } = open();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    const { seq: old } = await ann.ok({ verb: 'post', room: id, text: 'secret one' });
    await ann.ok({ verb: 'rules', room: id, history: 'joined' });
    await bob.ok({ verb: 'join', room: id });
    const cat = await enter('cat');
    await cat.ok({ verb: 'join', room: id });
    // what was said before is pushed a moment later than it is answered
    await ann.until(() => ann.events.some(({ kind }) => kind === 'posted'));
    for (const one of [ann, bob, cat]) one.clear();
    const target = old as number;
    await ann.ok({ verb: 'edit', room: id, target, text: 'secret two' });
    const { seq } = await ann.ok({ verb: 'post', room: id, text: 'yes', reply: target });
    const about = (one: Someone) =>
      one.events.filter(({ kind }) => kind === 'edited' || kind === 'posted');
    await ann.until(() => about(ann).length === 2);
    for (const one of [bob, cat]) {
      await one.until(() => about(one).length === 2);
      expect(JSON.stringify(one.events)).not.toContain('secret');
      const seqs = [seq as number];
      for (const asked of [
        { verb: 'history', room: id },
        { verb: 'history', room: id, after: target },
        { verb: 'lookup', room: id, seqs },
        { verb: 'search', query: { words: ['yes'] } },
      ] satisfies CommandInput[]) {
        const answer = JSON.stringify(await one.ok(asked));
        expect(answer).toContain('yes');
        expect(answer).not.toContain('secret');
      }
    }
    expect(JSON.stringify(ann.events)).toContain('secret two');
    expect(about(ann)[1]).toMatchObject({ reply: { text: 'secret two' } });
    expect(JSON.stringify(await ann.ok({ verb: 'history', room: id }))).toContain('secret two');
  });

  it('counts from the last joining', async () => {
    const { enter } = open();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    await ann.ok({ verb: 'rules', room: id, history: 'joined' });
    await bob.ok({ verb: 'join', room: id });
    await ann.ok({ verb: 'post', room: id, text: 'one' });
    await bob.ok({ verb: 'leave', room: id });
    await ann.ok({ verb: 'post', room: id, text: 'two' });
    await bob.ok({ verb: 'join', room: id });
    expect(texts(await bob.ok({ verb: 'history', room: id }))).toEqual([]);
  });

  it('none: nothing that was said before the connection', async () => {
    const { enter } = open();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    await bob.ok({ verb: 'join', room: id });
    await ann.ok({ verb: 'rules', room: id, history: 'none' });
    await ann.ok({ verb: 'post', room: id, text: 'heard' });
    expect(texts(await bob.ok({ verb: 'history', room: id }))).toEqual(['heard']);
    bob.go();
    await ann.ok({ verb: 'post', room: id, text: 'missed' });
    const again = await enter('bob');
    expect(texts(await again.ok({ verb: 'history', room: id }))).toEqual([]);
    await ann.ok({ verb: 'post', room: id, text: 'new' });
    expect(texts(await again.ok({ verb: 'history', room: id }))).toEqual(['new']);
  });
});

describe('rooms', () => {
  it('get another name, which is told, and give the old one free', async () => {
    const { enter } = open();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    await makeRoom(bob, 'attic');
    expect(await bob.refusal({ verb: 'rename', room: id, name: 'yard' })).toBe('not-allowed');
    expect(await ann.refusal({ verb: 'rename', room: id, name: 'Attic' })).toBe('room-exists');
    expect(await ann.ok({ verb: 'rename', room: id, name: ' #yard' })).toEqual({ name: 'yard' });
    await ann.until(() => ann.lines.includes(`${id} ann titled`));
    await makeRoom(bob, 'garden');
    expect(roomOf(await bob.ok({ verb: 'join', room: 'yard' })).id).toBe(id);
  });

  it('are deleted by their owner, with all that was in them', async () => {
    const first = open();
    const [ann, bob] = [await first.enter('ann'), await first.enter('bob')];
    const id = await makeRoom(ann);
    await bob.ok({ verb: 'join', room: id });
    expect(await bob.refusal({ verb: 'delete-room', room: id })).toBe('not-allowed');
    expect(await ann.refusal({ verb: 'delete-room', room: 'lobby' })).toBe('not-allowed');
    await bob.until(() => bob.lines.includes(`${id} +bob`));
    bob.clear();
    await ann.ok({ verb: 'delete-room', room: id, reason: 'done' });
    await bob.until(() => bob.framesOf('room-gone').length > 0);
    expect(bob.lines).toEqual([`${id} ann ended`]);
    expect(bob.framesOf('notice').at(-1)?.notice).toEqual({
      what: 'room-deleted',
      room: 'garden',
      by: 'ann',
      reason: 'done',
    });
    expect(await bob.refusal({ verb: 'history', room: id })).toBe('no-such-room');
    await makeRoom(bob, 'garden');
    const again = open({ store: first.log });
    expect(await (await again.enter('ann')).refusal({ verb: 'join', room: id })).toBe(
      'no-such-room',
    );
  });
});

describe('the door', () => {
  it('on knock: whoever is new waits, moderators see it, and yes lets them in at once', async () => {
    const test = open();
    const known = await test.enter('known');
    known.go();
    const hana = await test.enter('hana', { features: ['roster', 'typing', 'order'] });
    await hana.ok({ verb: 'door', door: 'knock' });
    await test.enter('known');
    const { told, entering } = atTheDoor(test, 'nina');
    await hana.until(() => knocksOf(hana).length === 1);
    expect(told).toEqual(['knock']);
    const [knock] = knocksOf(hana);
    expect(knock).toMatchObject({ name: 'nina', user: keyOf('nina'), address: '192.168.0.7' });
    expect(await (await test.enter('known')).refusal({ verb: 'approve', knock: 'w1' })).toBe(
      'not-allowed',
    );
    await hana.ok({ verb: 'approve', knock: knock?.id ?? '' });
    const nina = await entering;
    expect(knocksOf(hana)).toEqual([]);
    expect(await hana.refusal({ verb: 'approve', knock: knock?.id ?? '' })).toBe('no-such-user');
    nina.go();
    await test.enter('nina');
  });

  it('on knock: no says why; hanging up takes the knock back', async () => {
    const test = open();
    const hana = await test.enter('hana', { features: ['order'] });
    await hana.ok({ verb: 'door', door: 'knock' });
    const nina = atTheDoor(test, 'nina');
    await hana.until(() => knocksOf(hana).length === 1);
    await hana.ok({ verb: 'decline', knock: knocksOf(hana)[0]?.id ?? '', reason: 'class only' });
    expect(await refusalOf(nina.entering)).toEqual({ code: 'declined', note: 'class only' });
    const mo = atTheDoor(test, 'mo');
    await hana.until(() => knocksOf(hana)[0]?.name === 'mo');
    mo.hangUp();
    expect((await refusalOf(mo.entering)).code).toBe('not-authenticated');
    await hana.until(() => knocksOf(hana).length === 0);
  });

  it('on knock: whoever cannot wait is refused, and a ban reaches who waits', async () => {
    const test = open();
    const hana = await test.enter('hana', { features: ['order'] });
    const ann = await test.enter('ann');
    await hana.ok({ verb: 'door', door: 'knock' });
    expect(await refusalOf(test.guest('nc'))).toEqual({ code: 'knock' });
    const stranger = atTheDoor(test, 'new');
    await hana.until(() => knocksOf(hana).length === 1);
    await hana.ok({ verb: 'ban', user: ann.id });
    expect(await refusalOf(stranger.entering)).toEqual({ code: 'banned' });
  });

  it('locked: nobody new, and whoever was here before comes in', async () => {
    const { enter, guest } = open();
    const [hana, ann] = [await enter('hana'), await enter('ann')];
    await hana.ok({ verb: 'door', door: 'locked' });
    ann.go();
    expect(await refusalOf(enter('nina'))).toEqual({ code: 'locked' });
    expect(await refusalOf(guest('nc'))).toEqual({ code: 'locked' });
    await enter('ann');
    await hana.ok({ verb: 'door', door: 'open' });
    await enter('nina');
  });

  it('opened: those who waited come in', async () => {
    const test = open();
    const hana = await test.enter('hana', { features: ['order'] });
    await hana.ok({ verb: 'door', door: 'knock' });
    const nina = atTheDoor(test, 'nina');
    await hana.until(() => knocksOf(hana).length === 1);
    await hana.ok({ verb: 'door', door: 'open' });
    await nina.entering;
  });

  it('full: they come in one by one, in their order, as places open', async () => {
    const test = open({ capacity: 2 });
    const [hana, ann] = [await test.enter('hana'), await test.enter('ann')];
    const bob = atTheDoor(test, 'bob');
    const cat = atTheDoor(test, 'cat');
    await turn();
    expect([bob.told, cat.told]).toEqual([['full'], ['full']]);
    ann.go();
    await bob.entering;
    expect(await refusalOf(test.enter('dan'))).toEqual({ code: 'full', limit: 2 });
    await hana.ok({ verb: 'capacity', capacity: 3 });
    await cat.entering;
    expect(test.hub.people()).toBe(3);
  });

  it('full: nobody overtakes those who wait, and not more come in than there are places', async () => {
    const test = open({ capacity: 3 });
    await test.enter('hana');
    const inside = [await test.enter('ann'), await test.enter('bob')];
    const waiting = ['cat', 'dan', 'eve'].map((label) => atTheDoor(test, label));
    await turn();
    for (const one of inside) one.go();
    const late = atTheDoor(test, 'fay');
    await Promise.all([waiting[0]?.entering, waiting[1]?.entering]);
    expect(test.hub.people()).toBe(3);
    expect([waiting[2]?.told, late.told]).toEqual([['full'], ['full']]);
  });

  it('keeps at most eight of an address waiting', async () => {
    const test = open({ capacity: 1 });
    await test.enter('hana');
    const eight = Array.from({ length: 8 }, (_, i) => atTheDoor(test, `p${i}`));
    await turn();
    expect(await refusalOf(atTheDoor(test, 'p8').entering)).toEqual({ code: 'full', limit: 1 });
    const elsewhere = atTheDoor(test, 'p9', { address: '10.0.0.1' });
    await turn();
    expect(elsewhere.told).toEqual(['full']);
    expect(eight.every(({ told }) => told.length === 1)).toBe(true);
  });

  it('remembers what was set, until whoever runs the server says something else', async () => {
    const first = open({ capacity: 2 });
    await (await first.enter('hana')).ok({ verb: 'capacity', capacity: 1 });
    const same = open({ store: first.log, capacity: 2 });
    await same.enter('hana');
    expect(await refusalOf(same.enter('ann'))).toEqual({ code: 'full', limit: 1 });
    const other = open({ store: first.log, capacity: 5 });
    await other.enter('hana');
    await other.enter('ann');
  });

  it('sends those who wait away when the server stops', async () => {
    const test = open({ capacity: 1 });
    await test.enter('hana');
    const ann = atTheDoor(test, 'ann');
    await turn();
    await test.hub.stop('closed');
    expect(await refusalOf(ann.entering)).toEqual({ code: 'shutting-down' });
  });
});

describe('what moderators see', () => {
  it('is who is here, from where, and the state of the house', async () => {
    const test = open({ capacity: 9 });
    const hana = await test.enter('hana', { traffic: () => ({ in: 12, out: 34 }) });
    const nc = await test.guest('nc', { wire: 'text', address: '10.0.0.5' });
    const { people, total } = await hana.ok({ verb: 'people' });
    expect(total).toBe(2);
    expect((people as PersonRow[]).map(({ name, address }) => `${name} ${address}`)).toEqual([
      'hana 192.168.0.7',
      'nc 10.0.0.5',
    ]);
    expect((people as PersonRow[])[0]).toMatchObject({ role: 'host', in: 12, out: 34 });
    expect(await hana.ok({ verb: 'people', like: 'NC' })).toMatchObject({ total: 1 });
    expect(await hana.ok({ verb: 'house' })).toMatchObject({
      door: 'open',
      capacity: 9,
      people: 2,
      waiting: 0,
      password: false,
    });
    expect(await nc.refusal({ verb: 'people' })).toBe('not-allowed');
    expect(await nc.refusal({ verb: 'house' })).toBe('not-allowed');
  });

  it('is a log of what was done, newest first, in pages', async () => {
    const test = open();
    const [hana, ann] = [await test.enter('hana'), await test.enter('ann')];
    await ann.ok({ verb: 'post', room: 'lobby', text: 'oops' });
    const { events } = await ann.ok({ verb: 'history', room: 'lobby' });
    const target = (events as { kind: string; seq: number }[]).find((e) => e.kind === 'posted');
    await hana.ok({ verb: 'delete', room: 'lobby', target: target?.seq ?? 0 });
    await hana.ok({ verb: 'mute', user: ann.id, minutes: 1, reason: 'shh' });
    await hana.ok({ verb: 'rules', room: 'lobby', slowSeconds: 5 });
    const entries = await log(hana);
    expect(entries.map(({ n, what }) => `${n} ${what}`)).toEqual(['3 rules', '2 mute', '1 delete']);
    expect(entries[1]).toMatchObject({ by: 'hana', name: 'ann', reason: 'shh' });
    expect(await hana.ok({ verb: 'modlog', limit: 1 })).toMatchObject({
      entries: [{ n: 3, detail: 'slowSeconds=5' }],
      more: true,
    });
    expect(await hana.ok({ verb: 'modlog', before: 2 })).toMatchObject({
      entries: [{ n: 1 }],
      more: false,
    });
  });
});
