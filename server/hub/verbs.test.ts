/** Every verb and every way in which it refuses, through the hub as gateways use it. */
import { describe, expect, it } from 'vitest';
import type { RoomInfo } from '../../protocol/model';
import { results } from '../../protocol/replies';
import { keyOf, openTestHub, type Someone } from './test-support';

const room = (reply: Record<string, unknown>): RoomInfo => reply.room as RoomInfo;
const makeRoom = async (owner: Someone, more: object = {}): Promise<string> =>
  room(await owner.ok({ verb: 'create', name: 'garden', ...more })).id;

describe('post', () => {
  it('answers with the seq of the message, and everybody in the room hears it once', async () => {
    const { enter } = openTestHub();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const reply = results.post.parse(await ann.ok({ verb: 'post', room: 'lobby', text: '안녕' }));
    await bob.until(() => bob.events.length === 1);
    expect(bob.events[0]).toMatchObject({
      kind: 'posted',
      text: '안녕',
      by: ann.id,
      seq: reply.seq,
    });
    expect(ann.lines).toContain('lobby ann: 안녕');
  });

  it('refuses what cannot be said, and where one is not', async () => {
    const { enter } = openTestHub();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    expect(await ann.refusal({ verb: 'post', room: 'lobby', text: '   ' })).toBe('bad-text');
    expect(await ann.refusal({ verb: 'post', room: 'lobby', text: '\ud800' })).toBe('bad-text');
    expect(await bob.refusal({ verb: 'post', room: id, text: 'hi' })).toBe('not-a-member');
    expect(await bob.refusal({ verb: 'post', room: 'rnothere1234', text: 'hi' })).toBe(
      'no-such-room',
    );
  });

  it('marks what comes from another kind of client', async () => {
    const { guest } = openTestHub();
    const nc = await guest('nc', { wire: 'text' });
    await nc.ok({ verb: 'post', room: 'lobby', text: 'hi' });
    expect(nc.events.at(-1)).toMatchObject({ wire: 'text', name: 'nc' });
  });
});

describe('create', () => {
  it('makes a room, owned and entered, with its topic', async () => {
    const { enter } = openTestHub();
    const ann = await enter('ann');
    const reply = results.create.parse(
      await ann.ok({ verb: 'create', name: ' #뒷마당 ', topic: 'flowers' }),
    );
    expect(reply.room).toMatchObject({
      kind: 'room',
      name: '뒷마당',
      topic: 'flowers',
      access: 'open',
      owner: ann.id,
      members: 1,
      joined: true,
      head: 3,
    });
    expect(reply.members).toEqual([ann.id]);
  });

  it('refuses a name that is taken, however it is written, and one that cannot be', async () => {
    const { enter } = openTestHub();
    const ann = await enter('ann');
    await makeRoom(ann);
    for (const name of ['Garden', '#GARDEN ', 'lobby']) {
      expect(await ann.refusal({ verb: 'create', name })).toBe('room-exists');
    }
    expect(await ann.refusal({ verb: 'create', name: '  ' })).toBe('bad-name');
    expect(await ann.refusal({ verb: 'create', name: 'x', topic: '\ud800' })).toBe('bad-text');
    expect(await ann.refusal({ verb: 'create', name: 'x', access: 'password' })).toBe(
      'password-required',
    );
  });

  it('makes one room when two ask for the same name within one commit', async () => {
    const { enter } = openTestHub();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const replies = await Promise.all(
      [ann, bob].map((one) => one.submit({ verb: 'create', name: 'attic' })),
    );
    expect(replies.map((reply) => reply.ok || reply.error.code)).toEqual([true, 'room-exists']);
  });

  it('refuses a guest more rooms than guests may be in', async () => {
    const { guest } = openTestHub();
    const gus = await guest('gus');
    for (let i = 1; i < 20; i += 1) await gus.ok({ verb: 'create', name: `room ${i}` });
    expect(await gus.refusal({ verb: 'create', name: 'one more' })).toBe('full');
  });
});

describe('join and leave', () => {
  it('enters by id or by name, once', async () => {
    const { enter, hub } = openTestHub();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    const reply = results.join.parse(await bob.ok({ verb: 'join', room: 'GARDEN' }));
    expect(reply).toMatchObject({
      room: { id, joined: true, members: 2 },
      members: [ann.id, bob.id],
    });
    const again = results.join.parse(await bob.ok({ verb: 'join', room: id }));
    expect(again.room.head).toBe(reply.room.head);
    expect(hub.membersOf(id).map((user) => user.name)).toEqual(['ann', 'bob']);
    await ann.until(() => ann.lines.includes(`${id} +bob`));
    expect(bob.lines).toEqual([`${id} +bob`]);
  });

  it('leaves, and hears no more of it', async () => {
    const { enter, hub } = openTestHub();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    await bob.ok({ verb: 'join', room: id });
    await bob.ok({ verb: 'leave', room: id });
    bob.clear();
    await ann.ok({ verb: 'post', room: id, text: 'psst' });
    await ann.until(() => ann.lines.includes(`${id} ann: psst`));
    expect(ann.lines).toContain(`${id} -bob`);
    expect(bob.lines).toEqual([]);
    expect(hub.membersOf(id)).toHaveLength(1);
    expect(await bob.refusal({ verb: 'leave', room: id })).toBe('not-a-member');
    expect(await bob.refusal({ verb: 'history', room: id })).toBe('not-a-member');
  });

  it('refuses a room that is not there', async () => {
    const { enter } = openTestHub();
    expect(await (await enter('ann')).refusal({ verb: 'join', room: 'nowhere' })).toBe(
      'no-such-room',
    );
  });
});

describe('a room with a password', () => {
  it('is listed, and entered with the password or an invitation', async () => {
    const { enter, hub } = openTestHub();
    const [ann, bob, cat] = [await enter('ann'), await enter('bob'), await enter('cat')];
    const id = await makeRoom(ann, { access: 'password', password: 'sesame' });
    const seen = hub.roomsFor(bob.session).find((one) => one.id === id);
    expect(seen).toMatchObject({ access: 'password', joined: false, head: 0 });
    expect(JSON.stringify(seen)).not.toContain('sesame');
    expect(await bob.refusal({ verb: 'join', room: id })).toBe('password-required');
    expect(await bob.refusal({ verb: 'join', room: id, password: 'open' })).toBe('password-wrong');
    await bob.ok({ verb: 'join', room: id, password: 'sesame' });
    await bob.ok({ verb: 'invite', room: id, user: cat.id });
    await cat.ok({ verb: 'join', room: id });
  });

  it('keeps whoever is in when it is changed, and forgets the old password', async () => {
    const { enter } = openTestHub();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann, { access: 'password', password: 'old' });
    await ann.ok({ verb: 'access', room: id, access: 'password', password: 'new' });
    expect(await bob.refusal({ verb: 'join', room: id, password: 'old' })).toBe('password-wrong');
    await bob.ok({ verb: 'join', room: id, password: 'new' });
    await ann.ok({ verb: 'access', room: id, access: 'open' });
    await bob.ok({ verb: 'leave', room: id });
    await bob.ok({ verb: 'join', room: id });
  });

  it('keeps no password in the log', async () => {
    const { enter, log } = openTestHub();
    await makeRoom(await enter('ann'), { access: 'password', password: 'sesame' });
    const kept: string[] = [];
    log.replay({
      fact: (fact) => kept.push(JSON.stringify(fact)),
      event: (event) => kept.push(JSON.stringify(event)),
    });
    expect(kept.join('\n')).toContain('scrypt$');
    expect(kept.join('\n')).not.toContain('sesame');
  });
});

describe('a room by invitation', () => {
  it('is not there for others, until they are invited', async () => {
    const { enter, hub } = openTestHub({ hosts: [keyOf('hana')] });
    const [ann, bob, hana] = [await enter('ann'), await enter('bob'), await enter('hana')];
    const id = await makeRoom(ann, { access: 'invite' });
    const sees = (one: Someone) => hub.roomsFor(one.session).some((info) => info.id === id);
    expect([sees(ann), sees(bob), sees(hana)]).toEqual([true, false, false]);
    expect(await bob.refusal({ verb: 'join', room: id })).toBe('invite-only');
    expect(await bob.refusal({ verb: 'post', room: id, text: 'hi' })).toBe('no-such-room');
    expect(await hana.refusal({ verb: 'access', room: id, access: 'open' })).toBe('no-such-room');
    await ann.ok({ verb: 'invite', room: id, user: bob.id });
    expect(bob.framesOf('rooms').at(-1)?.rooms).toMatchObject([
      { id, joined: false, access: 'invite' },
    ]);
    await bob.ok({ verb: 'join', room: id });
    expect(sees(bob)).toBe(true);
  });

  it('disappears for others when an open room becomes one', async () => {
    const { enter } = openTestHub();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    await bob.until(() =>
      bob.framesOf('rooms').some((frame) => frame.rooms.some((r) => r.id === id)),
    );
    await ann.ok({ verb: 'access', room: id, access: 'invite' });
    await bob.until(() => bob.framesOf('room-gone').some((frame) => frame.room === id));
    expect(ann.framesOf('room-gone')).toEqual([]);
  });

  it('refuses invitations of nobody and of members, and by guests', async () => {
    const { enter, guest } = openTestHub();
    const [ann, gus] = [await enter('ann'), await guest('gus')];
    const id = await makeRoom(ann);
    const nobody = keyOf('nobody');
    expect(await ann.refusal({ verb: 'invite', room: id, user: nobody })).toBe('no-such-user');
    expect(await ann.refusal({ verb: 'invite', room: id, user: ann.id })).toBe('already-member');
    await gus.ok({ verb: 'join', room: id });
    expect(await gus.refusal({ verb: 'invite', room: id, user: ann.id })).toBe('not-allowed');
    expect(await gus.refusal({ verb: 'invite', room: 'lobby', user: ann.id })).toBe('not-allowed');
  });
});

describe('topic and access', () => {
  it('are the owner’s and the host’s', async () => {
    const { enter, hub } = openTestHub({ hosts: [keyOf('hana')] });
    const [ann, bob, hana] = [await enter('ann'), await enter('bob'), await enter('hana')];
    const id = await makeRoom(ann);
    for (const one of [bob, hana]) await one.ok({ verb: 'join', room: id });
    expect(await bob.refusal({ verb: 'topic', room: id, topic: 'mine' })).toBe('not-allowed');
    expect(await bob.refusal({ verb: 'access', room: id, access: 'open' })).toBe('not-allowed');
    await ann.ok({ verb: 'topic', room: id, topic: ' spring\nflowers ' });
    expect(hub.roomsFor(bob.session).find((r) => r.id === id)?.topic).toBe('spring flowers');
    await hana.ok({ verb: 'topic', room: id, topic: '' });
    await hana.ok({ verb: 'access', room: id, access: 'invite' });
    expect(await hana.refusal({ verb: 'access', room: 'lobby', access: 'invite' })).toBe(
      'not-allowed',
    );
    await hana.ok({ verb: 'topic', room: 'lobby', topic: 'welcome' });
    expect(await bob.refusal({ verb: 'topic', room: 'lobby', topic: 'x' })).toBe('not-allowed');
  });

  it('says nothing when nothing changes', async () => {
    const { enter, log } = openTestHub();
    const ann = await enter('ann');
    const id = await makeRoom(ann, { topic: 'same' });
    const before = log.head(id);
    await ann.ok({ verb: 'topic', room: id, topic: 'same' });
    await ann.ok({ verb: 'access', room: id, access: 'open' });
    expect(log.head(id)).toBe(before);
  });
});

describe('direct', () => {
  it('opens one room of two, the same from both sides, and tells the other one first', async () => {
    const { enter, hub } = openTestHub();
    const [ann, bob, cat] = [await enter('ann'), await enter('bob'), await enter('cat')];
    const reply = results.direct.parse(await ann.ok({ verb: 'direct', user: bob.id }));
    expect(reply.room).toMatchObject({
      kind: 'direct',
      name: 'bob',
      peer: bob.id,
      members: 2,
      owner: null,
    });
    await ann.ok({ verb: 'post', room: reply.room.id, text: 'hi' });
    await bob.until(() => bob.lines.includes(`${reply.room.id} ann: hi`));
    expect(bob.framesOf('rooms')[0]?.rooms).toMatchObject([
      { id: reply.room.id, name: 'ann', peer: ann.id, joined: true },
    ]);
    const again = results.direct.parse(await bob.ok({ verb: 'direct', user: 'ANN' }));
    expect(again.room.id).toBe(reply.room.id);
    expect(hub.roomsFor(cat.session).map((info) => info.id)).toEqual(['lobby']);
    for (const verb of ['join', 'leave', 'history'] as const) {
      expect(await cat.refusal({ verb, room: reply.room.id })).toBe('no-such-room');
    }
    expect(await ann.refusal({ verb: 'topic', room: again.room.id, topic: 'x' })).toBe(
      'not-allowed',
    );
  });

  it('brings back whoever had closed it, and says when a guest is gone for good', async () => {
    const { enter, guest } = openTestHub();
    const [ann, bob, gus] = [await enter('ann'), await enter('bob'), await guest('gus')];
    const { room: withBob } = results.direct.parse(await ann.ok({ verb: 'direct', user: bob.id }));
    await bob.ok({ verb: 'leave', room: withBob.id });
    bob.clear();
    const posted = results.post.parse(
      await ann.ok({ verb: 'post', room: withBob.id, text: 'still there?' }),
    );
    await bob.until(() => bob.lines.includes(`${withBob.id} ann: still there?`));
    expect(bob.events.at(-1)?.seq).toBe(posted.seq);
    const { room: withGus } = results.direct.parse(await ann.ok({ verb: 'direct', user: gus.id }));
    gus.go();
    expect(await ann.refusal({ verb: 'post', room: withGus.id, text: 'bye' })).toBe('no-such-user');
  });

  it('refuses oneself and nobody', async () => {
    const { enter } = openTestHub();
    const ann = await enter('ann');
    expect(await ann.refusal({ verb: 'direct', user: ann.id })).toBe('not-allowed');
    expect(await ann.refusal({ verb: 'direct', user: 'nobody' })).toBe('no-such-user');
  });
});

describe('history', () => {
  it('pages in both directions, for members', async () => {
    const { enter } = openTestHub();
    const ann = await enter('ann');
    for (let i = 0; i < 5; i += 1) await ann.ok({ verb: 'post', room: 'lobby', text: `${i}` });
    const page = async (range: object) => {
      const { events, more, head } = results.history.parse(
        await ann.ok({ verb: 'history', room: 'lobby', ...range }),
      );
      return { seqs: events.map((event) => event.seq), more, head };
    };
    expect(await page({ limit: 2 })).toEqual({ seqs: [5, 6], more: true, head: 6 });
    expect(await page({ after: 4 })).toEqual({ seqs: [5, 6], more: false, head: 6 });
    expect(await page({ before: 3 })).toEqual({ seqs: [1, 2], more: false, head: 6 });
  });
});

describe('nick', () => {
  it('takes a new name in every room, and frees the old one', async () => {
    const { enter, hub } = openTestHub();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    await bob.ok({ verb: 'join', room: id });
    bob.clear();
    expect(await ann.ok({ verb: 'nick', name: '  지훈 ' })).toEqual({ name: '지훈' });
    const renamed = () => bob.events.filter((event) => event.kind === 'renamed');
    await bob.until(() => renamed().length === 2);
    const changes = renamed().map((event) => [event.room, event.old, event.name]);
    expect(changes.sort()).toEqual([
      ['lobby', 'ann', '지훈'],
      [id, 'ann', '지훈'],
    ]);
    expect(hub.user(ann.id)?.name).toBe('지훈');
    await bob.ok({ verb: 'nick', name: 'ann' });
    expect(await bob.ok({ verb: 'nick', name: 'ann' })).toEqual({ name: 'ann' });
  });

  it('refuses a name that is held, or looks like one, and suggests another', async () => {
    const { enter, guest } = openTestHub();
    const [, bob, gus] = [await enter('ann'), await enter('bob'), await guest('gus')];
    for (const name of ['ann', 'ANN', 'аnn' /* Cyrillic а */, 'ａｎｎ']) {
      const reply = await bob.submit({ verb: 'nick', name });
      expect(reply).toMatchObject({ ok: false, error: { code: 'name-taken', field: 'name' } });
      expect(await gus.refusal({ verb: 'nick', name })).toBe('name-taken');
    }
    const reply = await bob.submit({ verb: 'nick', name: 'ann' });
    expect(!reply.ok && reply.error.suggestion).toBe('ann2');
    expect(await bob.refusal({ verb: 'nick', name: 'gus' })).toBe('name-taken');
    expect(await bob.refusal({ verb: 'nick', name: '\u202egnp' })).toBe('bad-name');
  });
});

describe('typing and presence', () => {
  it('tells those in the room who asked, at most once in a while, and that it stopped', async () => {
    let now = 1_000_000;
    const { enter } = openTestHub({ now: () => now });
    const [ann, bob, cat] = [
      await enter('ann'),
      await enter('bob'),
      await enter('cat', { features: [] }),
    ];
    const marks = (one: Someone) => one.framesOf('typing').map((frame) => frame.on);
    await ann.ok({ verb: 'typing', room: 'lobby', on: true });
    await ann.ok({ verb: 'typing', room: 'lobby', on: true });
    expect(bob.framesOf('typing')).toEqual([
      { t: 'typing', room: 'lobby', user: ann.id, on: true },
    ]);
    now += 3_000;
    await ann.ok({ verb: 'typing', room: 'lobby', on: true });
    await ann.ok({ verb: 'typing', room: 'lobby', on: false });
    await ann.ok({ verb: 'typing', room: 'lobby', on: false });
    expect(marks(bob)).toEqual([true, true, false]);
    await ann.ok({ verb: 'typing', room: 'lobby', on: true });
    ann.go();
    expect(marks(bob)).toEqual([true, true, false, true, false]);
    expect(marks(ann)).toEqual([]);
    expect(marks(cat)).toEqual([]);
    expect(await bob.refusal({ verb: 'typing', room: 'rnothere1234', on: true })).toBe(
      'no-such-room',
    );
  });

  it('shows who is away', async () => {
    const { enter } = openTestHub();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.ok({ verb: 'presence', presence: 'away' });
    await bob.until(() =>
      bob.framesOf('users').some((f) => f.users.some((u) => u.presence === 'away')),
    );
    expect(
      bob
        .framesOf('users')
        .at(-1)
        ?.users.find((u) => u.id === ann.id)?.presence,
    ).toBe('away');
  });
});

describe('shutdown', () => {
  it('is asked by hosts only', async () => {
    const { enter, guest, shutdowns } = openTestHub({ hosts: [keyOf('hana')] });
    const [hana, ann, gus] = [await enter('hana'), await enter('ann'), await guest('gus')];
    expect(await ann.refusal({ verb: 'shutdown' })).toBe('not-allowed');
    expect(await gus.refusal({ verb: 'shutdown' })).toBe('not-allowed');
    expect(shutdowns).toEqual([]);
    expect(await hana.ok({ verb: 'shutdown' })).toEqual({});
    await new Promise((resolve) => setImmediate(resolve));
    expect(shutdowns).toEqual([{ by: 'hana' }]);
  });
});
