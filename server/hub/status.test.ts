/** What somebody says about themselves: shown for as long as they are connected, and no longer. */
import { expect, it } from 'vitest';
import { openTestHub, type Someone } from './test-support';

const seen = (by: Someone, of: Someone) =>
  by
    .framesOf('users')
    .flatMap((frame) => frame.users)
    .findLast((user) => user.id === of.id);

it('a status is shown with the presence, stays when only that changes, and can be taken back', async () => {
  const { enter } = openTestHub();
  const [ann, bob] = [await enter('ann'), await enter('bob')];
  const status = { emoji: '🍚', text: 'at  lunch\n', until: Date.now() + 60_000 };
  await ann.ok({ verb: 'presence', presence: 'dnd', status });
  await bob.until(() => seen(bob, ann)?.presence === 'dnd');
  expect(seen(bob, ann)?.status).toEqual({ ...status, text: 'at lunch' });
  await ann.ok({ verb: 'presence', presence: 'away' });
  await bob.until(() => seen(bob, ann)?.presence === 'away');
  expect(seen(bob, ann)?.status?.text).toBe('at lunch');
  await ann.ok({ verb: 'presence', presence: 'online', status: null });
  await bob.until(() => seen(bob, ann)?.presence === 'online');
  expect(seen(bob, ann)).not.toHaveProperty('status');
});

it('an empty one is none, one that has ended is not shown, a strange emoji is refused', async () => {
  const { enter } = openTestHub();
  const [ann, bob] = [await enter('ann'), await enter('bob')];
  const say = (status: object) =>
    ann.submit({ verb: 'presence', presence: 'away', status } as never);
  await say({ text: '  ' });
  await bob.until(() => seen(bob, ann)?.presence === 'away');
  expect(seen(bob, ann)).not.toHaveProperty('status');
  await ann.ok({ verb: 'presence', presence: 'online', status: { text: 'gone', until: 1 } });
  await bob.until(() => seen(bob, ann)?.presence === 'online');
  expect(seen(bob, ann)).not.toHaveProperty('status');
  const refused = await say({ text: '', emoji: 'ab' });
  expect(refused).toMatchObject({ ok: false, error: { code: 'bad-text', field: 'emoji' } });
});
