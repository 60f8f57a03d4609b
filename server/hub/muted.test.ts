/** Muting, of people who have a key and of guests who have none. */
import { describe, expect, it } from 'vitest';
import { MINUTE, makeRoom, openOrder, roomOf } from './order-test-support';

describe('muting', () => {
  it('stops writing everywhere, says how long, and ends by itself', async () => {
    const test = openOrder();
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
    const { enter } = openOrder();
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

describe('a guest who is muted', () => {
  const say = { verb: 'post', room: 'lobby', text: 'hi' } as const;

  it('is held by their address when they come back, for as long as it was said', async () => {
    const { enter, guest, pass } = openOrder();
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
    const { enter, guest, pass } = openOrder();
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
    const { enter, guest, pass } = openOrder();
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
    const first = openOrder();
    const hana = await first.enter('hana');
    const nc = await first.guest('nc');
    await hana.ok({ verb: 'mute', user: nc.id, minutes: 60 });
    nc.go();
    const second = openOrder({ store: first.log });
    second.pass(1_000);
    expect(await (await second.guest('nc')).refusal(say)).toBe('muted');
  });
});
