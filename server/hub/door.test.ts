/** The door of the house: knocking, locked, full, and who waits there. */
import { describe, expect, it } from 'vitest';
import { atTheDoor, knocksOf, openOrder, refusalOf } from './order-test-support';
import { keyOf, turn } from './test-support';

describe('the door', () => {
  it('on knock: whoever is new waits, moderators see it, and yes lets them in at once', async () => {
    const test = openOrder();
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
    const test = openOrder();
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
    const test = openOrder();
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
    const { enter, guest } = openOrder();
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
    const test = openOrder();
    const hana = await test.enter('hana', { features: ['order'] });
    await hana.ok({ verb: 'door', door: 'knock' });
    const nina = atTheDoor(test, 'nina');
    await hana.until(() => knocksOf(hana).length === 1);
    await hana.ok({ verb: 'door', door: 'open' });
    await nina.entering;
  });

  it('full: they come in one by one, in their order, as places open', async () => {
    const test = openOrder({ capacity: 2 });
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
    const test = openOrder({ capacity: 3 });
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
    const test = openOrder({ capacity: 1 });
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
    const first = openOrder({ capacity: 2 });
    await (await first.enter('hana')).ok({ verb: 'capacity', capacity: 1 });
    const same = openOrder({ store: first.log, capacity: 2 });
    await same.enter('hana');
    expect(await refusalOf(same.enter('ann'))).toEqual({ code: 'full', limit: 1 });
    const other = openOrder({ store: first.log, capacity: 5 });
    await other.enter('hana');
    await other.enter('ann');
  });

  it('sends those who wait away when the server stops', async () => {
    const test = openOrder({ capacity: 1 });
    await test.enter('hana');
    const ann = atTheDoor(test, 'ann');
    await turn();
    await test.hub.stop('closed');
    expect(await refusalOf(ann.entering)).toEqual({ code: 'shutting-down' });
  });
});
