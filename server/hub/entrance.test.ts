/** Coming in: names, passwords, places, what is shown first; and going away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serverFrame } from '../../protocol/envelopes';
import { Refusal } from '../../protocol/errors';
import { enteredResult } from '../../protocol/replies';
import type { Log } from '../log/log';
import { createMemoryLog } from '../log/memory-log';
import { openSqliteLog } from '../log/sqlite/sqlite-log';
import { keyOf, openTestHub, type Someone, turn } from './test-support';

const refusalOf = async (entering: Promise<unknown>) => {
  const why: unknown = await entering.catch((caught) => caught);
  if (!(why instanceof Refusal)) throw new Error('was let in');
  return why.error;
};

describe('coming in', () => {
  it('leads into the lobby at the first visit, and not again after leaving it', async () => {
    const { enter, hub } = openTestHub();
    const ann = await enter('ann');
    expect(hub.roomsFor(ann.session)).toMatchObject([{ id: 'lobby', joined: true, members: 1 }]);
    await ann.ok({ verb: 'leave', room: 'lobby' });
    ann.go();
    const again = await enter('ann');
    expect(hub.roomsFor(again.session)).toMatchObject([{ id: 'lobby', joined: false }]);
  });

  it('tells nothing before start', async () => {
    const { enter, knock } = openTestHub();
    const ann = await enter('ann');
    const bob = await knock({ user: keyOf('bob'), name: 'bob' });
    await ann.ok({ verb: 'post', room: 'lobby', text: 'too early' });
    expect([bob.frames, bob.lines]).toEqual([[], []]);
  });

  it('goes live without gap or double: state up to a seq, events after it', async () => {
    const { enter, knock, hub } = openTestHub();
    const ann = await enter('ann');
    const bob = await knock({ user: keyOf('bob'), name: 'bob' });
    await ann.ok({ verb: 'post', room: 'lobby', text: 'before' });
    hub.start(bob.session);
    await ann.ok({ verb: 'post', room: 'lobby', text: 'after' });
    await bob.until(() => bob.events.length > 0);
    const [rooms] = bob.framesOf('rooms');
    expect(bob.frames.map((frame) => frame.t)).toEqual(['rooms', 'users', 'members', 'ready']);
    expect(bob.framesOf('members')[0]).toMatchObject({
      head: 3,
      first: true,
      users: [ann.id, bob.id],
    });
    expect(
      bob
        .framesOf('users')[0]
        ?.users.map((user) => user.name)
        .sort(),
    ).toEqual(['ann', 'bob']);
    expect(bob.events[0]?.prev).toBe(rooms?.rooms[0]?.head);
    expect(bob.lines).toEqual(['lobby ann: after']);
    for (const frame of bob.frames) expect(serverFrame.safeParse(frame).success).toBe(true);
  });

  it('shows only their own rooms to those who did not ask for more', async () => {
    const { enter, knock, hub } = openTestHub();
    await (await enter('ann')).ok({ verb: 'create', name: 'garden' });
    const bot = await knock({ user: keyOf('bot'), name: 'bot', features: [] });
    hub.start(bot.session);
    expect(bot.frames.map((frame) => frame.t)).toEqual(['rooms', 'ready']);
    expect(bot.framesOf('rooms')[0]?.rooms.map((room) => room.id)).toEqual(['lobby']);
  });

  it('cuts a crowd into frames that fit', async () => {
    const { enter, knock, hub } = openTestHub();
    await Promise.all(
      Array.from({ length: 120 }, (_, i) => knock({ name: `guest ${i}`, features: [] })),
    );
    const owner = await enter('ann');
    for (let i = 0; i < 60; i += 1) await owner.ok({ verb: 'create', name: `room ${i}` });
    const bob = await knock({ user: keyOf('bob'), name: 'bob' });
    hub.start(bob.session);
    expect(bob.framesOf('rooms').map((frame) => frame.rooms.length)).toEqual([50, 11]);
    expect(bob.framesOf('users').map((frame) => frame.users.length)).toEqual([100, 22]);
    expect(bob.framesOf('members').map((f) => [f.first, f.users.length])).toEqual([
      [true, 100],
      [false, 22],
    ]);
  });

  it('counts people', async () => {
    const { enter, guest, hub } = openTestHub();
    const counts: number[] = [];
    const stop = hub.onPeople((people) => counts.push(people));
    const ann = await enter('ann');
    const gus = await guest('gus');
    gus.go();
    gus.go();
    ann.go();
    stop();
    await enter('ann');
    expect(counts).toEqual([1, 2, 1, 0]);
    expect(hub.people()).toBe(1);
  });
});

describe('names', () => {
  it('belong to the key that has them, away or here', async () => {
    const { enter, knock } = openTestHub();
    const ann = await enter('ann');
    const taken = () => refusalOf(knock({ user: keyOf('bob'), name: 'Аnn' }));
    expect(await taken()).toMatchObject({
      code: 'name-taken',
      suggestion: expect.stringMatching(/2$/),
    });
    ann.go();
    expect((await taken()).code).toBe('name-taken');
    expect((await refusalOf(knock({ name: 'ann' }))).code).toBe('name-taken');
    await knock({ user: keyOf('ann'), name: 'ANN' });
  });

  it('are not those of the host and the server, but for whoever owns one or hosts', async () => {
    const store = createMemoryLog();
    const before = openTestHub({ store, hosts: [keyOf('ann')] });
    const ann = await before.enter('ann', { name: '방장' });
    await ann.ok({ verb: 'nick', name: 'System' });
    ann.go();
    await before.hub.stop('restarting');
    // no host any more, and still called so
    const { knock, enter, guest, hub } = openTestHub({ store });
    const nameOf = async (coming: Promise<Someone>) => hub.user((await coming).id)?.name;
    expect(await nameOf(knock({ user: keyOf('ann'), name: 'system' }))).toBe('system');
    const refused = await refusalOf(knock({ user: keyOf('bob'), name: ' 관리자2' }));
    expect(refused).toMatchObject({ code: 'name-reserved', field: 'name' });
    const { suggestion = '' } = refused;
    expect(await nameOf(knock({ user: keyOf('bob'), name: suggestion }))).toBe(suggestion);
    const cat = await enter('cat');
    for (const name of ['НОЅТ', '[server]', 'everyone', '공지']) {
      expect(await cat.refusal({ verb: 'nick', name }), name).toBe('name-reserved');
    }
    const gus = await guest('모두', { takeVariant: true, wire: 'text' });
    expect(hub.user(gus.id)?.name).toMatch(/^[가-힣]+ [가-힣]+$/);
  });

  it('go to whoever asks first, also when two ask within one commit', async () => {
    const { knock, hub } = openTestHub({ capacity: 2 });
    const entering = ['ann', 'bob', 'cat'].map((key) => knock({ user: keyOf(key), name: '지훈' }));
    const outcomes = await Promise.allSettled(entering);
    expect(outcomes.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(hub.people()).toBe(1);
  });

  it('are held by a guest for as long as the connection lasts', async () => {
    const { guest, knock } = openTestHub();
    const gus = await guest('gus');
    expect((await refusalOf(knock({ user: keyOf('bob'), name: 'gus' }))).code).toBe('name-taken');
    gus.go();
    await knock({ user: keyOf('bob'), name: 'gus' });
  });

  it('are varied by themselves for plain wires that cannot be asked', async () => {
    const { enter, guest, hub } = openTestHub();
    await enter('지훈');
    const first = await guest('지훈', { takeVariant: true, wire: 'text' });
    const second = await guest('지훈', { takeVariant: true, wire: 'text' });
    expect([hub.user(first.id)?.name, hub.user(second.id)?.name]).toEqual(['지훈2', '지훈3']);
  });

  it('change on the way in, in every room, and are refused when they cannot be shown', async () => {
    const { enter, knock, hub } = openTestHub();
    const ann = await enter('ann');
    const bob = await enter('bob');
    ann.go();
    const back = await enter('ann', { name: '앤' });
    await bob.until(() => bob.events.some((event) => event.kind === 'renamed'));
    expect(hub.user(back.id)).toMatchObject({ name: '앤', presence: 'online' });
    const error = await refusalOf(knock({ user: keyOf('x'), name: '\u202e' }));
    expect(error).toMatchObject({ code: 'bad-name', field: 'name' });
    expect((await refusalOf(knock({ user: keyOf('x'), name: 'x'.repeat(128) }))).code).toBe(
      'bad-name',
    );
  });
});

describe('one connection per key', () => {
  it('closes the older one, which can do nothing any more', async () => {
    const { enter, hub } = openTestHub();
    const [older, bob] = [await enter('ann'), await enter('bob')];
    const newer = await enter('ann');
    expect(older.bye).toEqual({ reason: 'replaced' });
    expect(await older.refusal({ verb: 'post', room: 'lobby', text: 'x' })).toBe(
      'not-authenticated',
    );
    older.go();
    expect(hub.people()).toBe(2);
    expect(hub.user(newer.id)?.presence).toBe('online');
    older.clear();
    await bob.ok({ verb: 'post', room: 'lobby', text: 'hi' });
    await newer.until(() => newer.lines.includes('lobby bob: hi'));
    expect(older.lines).toEqual([]);
  });
});

describe('places', () => {
  it('are bounded, but for hosts and for whoever only comes back', async () => {
    const { enter, knock } = openTestHub({ capacity: 2, hosts: [keyOf('hana')] });
    await enter('ann');
    await enter('bob');
    const error = await refusalOf(knock({ user: keyOf('cat'), name: 'cat' }));
    expect(error).toMatchObject({ code: 'full', limit: 2 });
    await enter('ann');
    await enter('hana');
  });
});

describe('the server’s password', () => {
  it('is asked of everybody but the host', async () => {
    const { knock, enter, hub } = openTestHub({ password: '열려라', hosts: [keyOf('hana')] });
    expect(hub.needsPassword()).toBe(true);
    const ann = { user: keyOf('ann'), name: 'ann' };
    expect((await refusalOf(knock(ann))).code).toBe('password-required');
    expect((await refusalOf(knock({ ...ann, password: '참깨' }))).code).toBe('password-wrong');
    await knock({ ...ann, password: '열려라' });
    await enter('hana');
    expect(openTestHub().hub.needsPassword()).toBe(false);
  });
});

describe('going away', () => {
  it('takes guests out of their rooms and leaves others in theirs, offline', async () => {
    const { enter, guest, hub } = openTestHub();
    const [ann, bob, gus] = [await enter('ann'), await enter('bob'), await guest('gus')];
    gus.go();
    bob.go();
    await ann.until(() => ann.framesOf('user-gone').length > 0);
    expect(ann.lines).toContain('lobby -gus');
    expect(ann.framesOf('user-gone').flatMap((frame) => frame.users)).toEqual([gus.id]);
    const last = ann.framesOf('users').flatMap((frame) => frame.users);
    expect(last.findLast((user) => user.id === bob.id)?.presence).toBe('offline');
    expect(hub.membersOf('lobby').map((user) => user.name)).toEqual(['ann', 'bob']);
  });
});

describe('stopping', () => {
  it('keeps what was accepted, says goodbye last, and lets nobody in', async () => {
    const { enter, guest, hub, knock, log } = openTestHub();
    const [ann, gus] = [await enter('ann'), await guest('gus')];
    const order: string[] = [];
    const posted = ann
      .ok({ verb: 'post', room: 'lobby', text: 'last' })
      .then(() => order.push(`accepted, bye ${ann.bye}`));
    await turn();
    const stopped = hub.stop('closed', 'hana');
    expect(await ann.refusal({ verb: 'post', room: 'lobby', text: 'late' })).toBe('shutting-down');
    expect((await refusalOf(knock({ name: 'x' }))).code).toBe('shutting-down');
    await Promise.all([posted, stopped, hub.stop('closed')]);
    expect(order).toEqual(['accepted, bye null']);
    expect(ann.lines).toEqual(expect.arrayContaining(['lobby ann: last', 'lobby -gus']));
    expect([ann.bye, gus.bye]).toEqual(Array(2).fill({ reason: 'closed', by: 'hana' }));
    expect(hub.people()).toBe(0);
    await log.close();
  });
});

describe('after a restart', () => {
  let folder: string;
  let store: Log;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sarangbang-hub-'));
    store = open();
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const open = () => openSqliteLog({ file: join(folder, 'log.db'), durability: 'normal' });
  const restart = async () => {
    await store.close();
    store = open();
    return openTestHub({ store, rateLimit: true });
  };

  it('names still belong to their keys, and rooms are as they were', async () => {
    const before = openTestHub({ store });
    const ann = await before.enter('ann');
    const entered = enteredResult.parse(
      await ann.ok({
        verb: 'create',
        name: 'garden',
        access: 'password',
        password: 'sesame',
        topic: 't',
      }),
    );
    await ann.ok({ verb: 'nick', name: '지훈' });
    const shown = before.hub.roomsFor(ann.session);
    const after = await restart();
    expect((await refusalOf(after.knock({ user: keyOf('bob'), name: '지훈' }))).code).toBe(
      'name-taken',
    );
    const again: Someone = await after.enter('ann', { name: '지훈' });
    expect(after.hub.roomsFor(again.session)).toEqual(shown);
    const bob = await after.enter('ann', { name: 'ann' });
    expect(after.hub.user(bob.id)?.name).toBe('ann');
    const cat = await after.enter('cat');
    expect(await cat.refusal({ verb: 'join', room: entered.room.id, password: 'no' })).toBe(
      'password-wrong',
    );
    await cat.ok({ verb: 'join', room: entered.room.id, password: 'sesame' });
  });

  it('guests whose connections went down with the server have left', async () => {
    const before = openTestHub({ store });
    await before.enter('ann');
    const gus = await before.guest('gus');
    expect(before.hub.membersOf('lobby')).toHaveLength(2);
    const after = await restart();
    expect(after.hub.membersOf('lobby').map((user) => user.name)).toEqual(['ann']);
    const ann = await after.enter('ann');
    const { events } = (await ann.ok({ verb: 'history', room: 'lobby' })) as { events: object[] };
    expect(events.at(-1)).toMatchObject({ kind: 'left', by: gus.id, name: 'gus' });
    await after.guest('gus');
  });

  it('a repeat of a number gets its first answer', async () => {
    const before = openTestHub({ store });
    const ann = await before.enter('ann');
    const first = await ann.submit({ verb: 'post', room: 'lobby', text: 'once' }, 1);
    const bad = await ann.submit({ verb: 'post', room: 'lobby', text: ' ' }, 2);
    const after = await restart();
    const again = await after.enter('ann');
    expect(again.hw).toBe(2);
    expect(await again.submit({ verb: 'post', room: 'lobby', text: 'once' }, 1)).toEqual(first);
    expect(await again.submit({ verb: 'post', room: 'lobby', text: ' ' }, 2)).toEqual(bad);
    expect(await again.refusal({ verb: 'post', room: 'lobby', text: 'twice' }, 1)).toBe(
      'reused-number',
    );
  });
});
