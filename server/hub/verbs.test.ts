/** Every verb and every way in which it refuses, through the hub as gateways use it. */
import { describe, expect, it } from 'vitest';
import { results } from '../../protocol/replies';
import { makeRoom } from './order-test-support';
import { keyOf, openTestHub, type Someone } from './test-support';

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
