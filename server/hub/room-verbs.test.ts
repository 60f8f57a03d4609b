/** Verbs about rooms: made, entered, left, closed to others, paged through. */
import { describe, expect, it } from 'vitest';
import { results } from '../../protocol/replies';
import { makeRoom } from './order-test-support';
import { keyOf, openTestHub, type Someone } from './test-support';

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
    const id = await makeRoom(ann, 'garden', { access: 'password', password: 'sesame' });
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
    const id = await makeRoom(ann, 'garden', { access: 'password', password: 'old' });
    await ann.ok({ verb: 'access', room: id, access: 'password', password: 'new' });
    expect(await bob.refusal({ verb: 'join', room: id, password: 'old' })).toBe('password-wrong');
    await bob.ok({ verb: 'join', room: id, password: 'new' });
    await ann.ok({ verb: 'access', room: id, access: 'open' });
    await bob.ok({ verb: 'leave', room: id });
    await bob.ok({ verb: 'join', room: id });
  });

  it('keeps no password in the log', async () => {
    const { enter, log } = openTestHub();
    await makeRoom(await enter('ann'), 'garden', { access: 'password', password: 'sesame' });
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
    const id = await makeRoom(ann, 'garden', { access: 'invite' });
    const sees = (one: Someone) => hub.roomsFor(one.session).some((info) => info.id === id);
    expect([sees(ann), sees(bob), sees(hana)]).toEqual([true, false, false]);
    expect(await bob.refusal({ verb: 'join', room: id })).toBe('no-such-room');
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
    const id = await makeRoom(ann, 'garden', { topic: 'same' });
    const before = log.head(id);
    await ann.ok({ verb: 'topic', room: id, topic: 'same' });
    await ann.ok({ verb: 'access', room: id, access: 'open' });
    expect(log.head(id)).toBe(before);
  });
});
