/** Keeping order, through the hub as gateways use it: who is stopped, for how long, and what is noted. */
import { describe, expect, it } from 'vitest';
import type { PersonRow, Sanction } from '../../protocol/order';
import { MINUTE, makeRoom, modlogOf, openOrder, refusalOf, roomOf } from './order-test-support';
import { keyOf } from './test-support';

describe('roles', () => {
  it('are given and taken by the host, and hold from the next command on', async () => {
    const { enter } = openOrder();
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
    const { enter, guest } = openOrder();
    const [hana, nc] = [await enter('hana'), await guest('nc')];
    expect(await hana.refusal({ verb: 'role', user: nc.id, role: 'moderator' })).toBe(
      'not-allowed',
    );
    expect(await hana.refusal({ verb: 'role', user: hana.id, role: 'member' })).toBe('not-allowed');
  });

  it('outlive a restart', async () => {
    const first = openOrder();
    const [hana, mina] = [await first.enter('hana'), await first.enter('mina')];
    await hana.ok({ verb: 'role', user: mina.id, role: 'moderator' });
    const again = openOrder({ store: first.log });
    expect(await modlogOf(await again.enter('mina'))).toMatchObject([
      { n: 1, what: 'role', by: 'hana', name: 'mina', detail: 'moderator' },
    ]);
  });
});

describe('removing', () => {
  it('ends a connection with who and why, and lets them come back', async () => {
    const { enter } = openOrder();
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
    const { enter, guest } = openOrder();
    const [hana, nc] = [await enter('hana'), await guest('nc')];
    await hana.ok({ verb: 'kick', user: nc.id });
    await hana.until(() => hana.lines.includes('lobby -nc'));
  });

  it('out of a room is the owner’s too; the others see it, whoever it is about is told', async () => {
    const { enter } = openOrder();
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
    const { enter } = openOrder();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = roomOf(await ann.ok({ verb: 'create', name: 'den', access: 'invite' })).id;
    await ann.ok({ verb: 'invite', room: id, user: bob.id });
    await bob.ok({ verb: 'join', room: id });
    await ann.ok({ verb: 'kick', user: bob.id, room: id });
    expect(await bob.refusal({ verb: 'join', room: id })).toBe('no-such-room');
  });
});

describe('a ban', () => {
  it('holds for the key under any name and from any address, and says why and how long', async () => {
    const test = openOrder();
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
    const first = openOrder();
    const [hana, ann] = [await first.enter('hana'), await first.enter('ann')];
    await hana.ok({ verb: 'ban', user: ann.id });
    const second = openOrder({ store: first.log });
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
    const { enter, guest, knock } = openOrder();
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

  it('of an address of IPv6 holds for its whole network', async () => {
    const { enter, knock } = openOrder();
    const hana = await enter('hana');
    const neighbour = await enter('bob', { address: '2001:db8:1:2::7' });
    const ann = await enter('ann', { address: '2001:db8:1:2::5' });
    neighbour.go();
    await hana.ok({ verb: 'ban', user: ann.id });
    const stranger = { user: keyOf('new'), key: 'new', name: 'new' };
    const other = knock({ ...stranger, address: '2001:DB8:1:2:ffff:1::9' });
    expect(await refusalOf(other)).toEqual({ code: 'banned' });
    await enter('bob', { address: '2001:db8:1:2::8' });
    await knock({ ...stranger, address: '2001:db8:1:3::5' });
  });

  it('without the address lets others from there in', async () => {
    const { enter, guest } = openOrder();
    const [hana, ann] = [await enter('hana'), await enter('ann')];
    await hana.ok({ verb: 'ban', user: ann.id, address: false });
    await guest('nc');
    expect(await refusalOf(enter('ann'))).toEqual({ code: 'banned' });
  });

  it('of a guest on this computer holds for the name alone', async () => {
    const { enter, guest } = openOrder();
    const here = { address: '127.0.0.1' };
    const [hana, nc] = [await enter('hana', here), await guest('troll', here)];
    await hana.ok({ verb: 'ban', user: nc.id, address: false });
    expect(await refusalOf(guest('Tr0ll', here))).toEqual({ code: 'banned' });
    await guest('friend', here);
  });

  it('is nothing that a moderator can do to a moderator, or anybody to the host', async () => {
    const { enter } = openOrder();
    const [hana, mina, mo] = [await enter('hana'), await enter('mina'), await enter('mo')];
    for (const one of [mina, mo]) await hana.ok({ verb: 'role', user: one.id, role: 'moderator' });
    expect(await mina.refusal({ verb: 'ban', user: hana.id })).toBe('not-allowed');
    expect(await mina.refusal({ verb: 'ban', user: mo.id })).toBe('not-allowed');
    expect(await mina.refusal({ verb: 'ban', user: mina.id })).toBe('not-allowed');
  });
});

describe('what moderators see', () => {
  it('is who is here, from where, and the state of the house', async () => {
    const test = openOrder({ capacity: 9 });
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
    const test = openOrder();
    const [hana, ann] = [await test.enter('hana'), await test.enter('ann')];
    await ann.ok({ verb: 'post', room: 'lobby', text: 'oops' });
    const { events } = await ann.ok({ verb: 'history', room: 'lobby' });
    const target = (events as { kind: string; seq: number }[]).find((e) => e.kind === 'posted');
    await hana.ok({ verb: 'delete', room: 'lobby', target: target?.seq ?? 0 });
    await hana.ok({ verb: 'mute', user: ann.id, minutes: 1, reason: 'shh' });
    await hana.ok({ verb: 'rules', room: 'lobby', slowSeconds: 5 });
    const entries = await modlogOf(hana);
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
