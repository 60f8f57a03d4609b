/** Somebody with many identities tries to take places, and to learn what they are not shown. */
import { expect, it } from 'vitest';
import { GUEST_ROOMS_MAX, RATE_DIRECTS } from '../../protocol/limits';
import { makeRoom } from './order-test-support';
import { openTestHub } from './test-support';

it('direct rooms that strangers open leave a guest as many places as before', async () => {
  const { guest } = openTestHub();
  const ann = await guest('ann');
  for (let i = 0; i < GUEST_ROOMS_MAX + 2; i += 1) {
    const stranger = await guest(`stranger ${i}`);
    await stranger.ok({ verb: 'direct', user: ann.id });
    await stranger.ok({ verb: 'post', room: 'lobby', text: 'hi' });
  }
  const friend = await guest('friend');
  await friend.ok({ verb: 'direct', user: ann.id });
  for (let i = 1; i < GUEST_ROOMS_MAX; i += 1) await ann.ok({ verb: 'create', name: `room ${i}` });
  // with the lobby that makes as many as a guest may be in
  expect(await ann.refusal({ verb: 'create', name: 'one more' })).toBe('full');
  await ann.ok({ verb: 'direct', user: (await guest('another')).id });
});

it('who opens direct rooms themselves has a bound, and finds the opened ones beyond it', async () => {
  const { guest } = openTestHub();
  const ann = await guest('ann');
  const people = [];
  for (let i = 0; i <= GUEST_ROOMS_MAX; i += 1) people.push(await guest(`person ${i}`));
  for (const { id } of people.slice(0, GUEST_ROOMS_MAX)) await ann.ok({ verb: 'direct', user: id });
  const last = people.at(-1)?.id ?? '';
  expect(await ann.refusal({ verb: 'direct', user: last })).toBe('full');
  await ann.ok({ verb: 'direct', user: people[0]?.id ?? '' });
});

it('writing to many strangers has a rate; writing to the same ones again has none of it', async () => {
  const { enter } = openTestHub({ rateLimit: true });
  const ann = await enter('ann');
  const people = [];
  for (let i = 0; i <= RATE_DIRECTS.points; i += 1) {
    people.push(await enter(`person${i}`, { address: '192.168.0.8' }));
  }
  const answers = [];
  for (const { id } of people) answers.push(await ann.submit({ verb: 'direct', user: id }));
  expect(answers.filter(({ ok }) => !ok)).toMatchObject([{ error: { code: 'slow-down' } }]);
  expect(await ann.submit({ verb: 'direct', user: people[0]?.id ?? '' })).toMatchObject({
    ok: true,
  });
});

it('who tries to change hidden messages is not told at which numbers there are any', async () => {
  const { enter } = openTestHub();
  const [ann, bob] = [await enter('ann'), await enter('bob')];
  const id = await makeRoom(ann);
  const { seq } = await ann.ok({ verb: 'post', room: id, text: 'before' });
  await ann.ok({ verb: 'rules', room: id, history: 'joined' });
  await bob.ok({ verb: 'join', room: id });
  const hidden = seq as number;
  for (const target of [hidden, hidden + 1, 1]) {
    expect(await bob.refusal({ verb: 'edit', room: id, target, text: 'x' })).toBe(
      'no-such-message',
    );
    expect(await bob.refusal({ verb: 'delete', room: id, target })).toBe('no-such-message');
  }
  await ann.ok({ verb: 'delete', room: id, target: hidden });
});
