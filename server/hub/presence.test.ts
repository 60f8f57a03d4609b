/** Who is told what about people and rooms, and how often. */
import { describe, expect, it } from 'vitest';
import { serverFrame } from '../../protocol/envelopes';
import { TYPING_AUDIENCE_MAX } from '../../protocol/limits';
import { createMemoryLog } from '../log/memory-log';
import { keyOf, openTestHub, type Someone } from './test-support';

const roomOf = async (owner: Someone, more: object = {}): Promise<string> => {
  const result = await owner.ok({ verb: 'create', name: 'garden', ...more });
  return (result.room as { id: string }).id;
};
const leaveLobby = (...people: Someone[]) =>
  Promise.all(people.map((one) => one.ok({ verb: 'leave', room: 'lobby' })));
const usersSeen = (one: Someone) => one.framesOf('users').flatMap((frame) => frame.users);
const roomsSeen = (one: Someone) => one.framesOf('rooms').flatMap((frame) => frame.rooms);

/** The next push has passed once this room has been shown to everybody. */
async function nextPush(maker: Someone, ...people: Someone[]): Promise<void> {
  const name = `signal ${Math.random()}`;
  await maker.ok({ verb: 'create', name });
  for (const one of people)
    await one.until(() => roomsSeen(one).some((room) => room.name === name));
}

describe('the roster', () => {
  it('tells of each change once, in one push, however much happened', async () => {
    const { enter, guest } = openTestHub();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await nextPush(ann, bob);
    bob.clear();
    const guests = await Promise.all(Array.from({ length: 20 }, (_, i) => guest(`g${i}`)));
    await ann.ok({ verb: 'presence', presence: 'away' });
    await nextPush(ann, bob);
    expect(bob.framesOf('users')).toHaveLength(1);
    const seen = usersSeen(bob).map((user) => user.id);
    expect(seen.sort()).toEqual([ann.id, ...guests.map((one) => one.id)].sort());
    expect(roomsSeen(bob).filter((room) => room.id === 'lobby')).toMatchObject([{ members: 22 }]);
  });

  it('shares one frame among those who see the same', async () => {
    const { enter } = openTestHub();
    const [ann, bob, cat] = [await enter('ann'), await enter('bob'), await enter('cat')];
    await nextPush(ann, bob, cat);
    for (const one of [bob, cat]) one.clear();
    await ann.ok({ verb: 'presence', presence: 'away' });
    await nextPush(ann, bob, cat);
    expect(bob.framesOf('users')[0]).toBe(cat.framesOf('users')[0]);
    expect(bob.framesOf('rooms')[0]).toBe(cat.framesOf('rooms')[0]);
    for (const frame of bob.frames) expect(serverFrame.safeParse(frame).success).toBe(true);
  });

  it('shows people to each other only when they share a room', async () => {
    const { enter } = openTestHub();
    const [ann, bob, cat] = [await enter('ann'), await enter('bob'), await enter('cat')];
    await leaveLobby(ann, bob);
    const id = await roomOf(ann);
    await bob.ok({ verb: 'join', room: id });
    await nextPush(ann, bob, cat);
    expect(
      cat
        .framesOf('user-gone')
        .flatMap((frame) => frame.users)
        .sort(),
    ).toEqual([ann.id, bob.id]);
    for (const one of [ann, bob, cat]) one.clear();
    await ann.ok({ verb: 'presence', presence: 'away' });
    await nextPush(ann, bob, cat);
    expect(usersSeen(bob).map((user) => user.id)).toEqual([ann.id]);
    expect(usersSeen(cat)).toEqual([]);
    await bob.ok({ verb: 'leave', room: id });
    expect(bob.framesOf('user-gone').flatMap((frame) => frame.users)).toEqual([ann.id]);
  });

  it('keeps showing whoever is left with another room in common', async () => {
    const { enter } = openTestHub();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await roomOf(ann);
    await bob.ok({ verb: 'join', room: id });
    await bob.ok({ verb: 'leave', room: id });
    await nextPush(ann, ann, bob);
    expect([...ann.framesOf('user-gone'), ...bob.framesOf('user-gone')]).toEqual([]);
  });

  it('brings who is in a room with it', async () => {
    const { enter } = openTestHub();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await roomOf(ann);
    bob.clear();
    await bob.ok({ verb: 'join', room: id });
    expect(bob.frames.slice(0, 3).map((frame) => frame.t)).toEqual(['rooms', 'users', 'members']);
    expect(bob.framesOf('members')).toEqual([
      { t: 'members', room: id, head: 3, first: true, users: [ann.id, bob.id] },
    ]);
  });

  it('is sent to nobody who did not ask, but for their own rooms', async () => {
    const { enter } = openTestHub();
    const [ann, bot] = [await enter('ann'), await enter('bot', { features: [] })];
    await roomOf(ann);
    await ann.ok({ verb: 'presence', presence: 'away' });
    await nextPush(ann, ann);
    expect(bot.frames).toEqual([]);
    await ann.ok({ verb: 'direct', user: bot.id });
    expect(bot.frames.map((frame) => frame.t)).toEqual(['rooms']);
  });

  it('says nothing about private rooms to others', async () => {
    const { enter } = openTestHub({ hosts: [keyOf('hana')] });
    const [ann, bob, hana] = [await enter('ann'), await enter('bob'), await enter('hana')];
    const id = await roomOf(ann, { access: 'invite', topic: 'secret' });
    await ann.ok({ verb: 'topic', room: id, topic: 'more secret' });
    await ann.ok({ verb: 'direct', user: bob.id });
    await nextPush(ann, bob, hana);
    expect(JSON.stringify([bob.frames, hana.frames])).not.toContain('secret');
    expect(roomsSeen(hana).some((room) => room.kind === 'direct')).toBe(false);
  });

  it('lists who is away from the server, with the name they have', async () => {
    const { enter, knock, hub } = openTestHub();
    const ann = await enter('ann');
    ann.go();
    const bob = await knock({ user: keyOf('bob'), name: 'bob' });
    hub.start(bob.session);
    expect(usersSeen(bob).find((user) => user.id === ann.id)).toMatchObject({
      name: 'ann',
      presence: 'offline',
      verified: true,
    });
  });

  it('names a direct room after the other one, also when they change their name', async () => {
    const { enter } = openTestHub();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.ok({ verb: 'direct', user: bob.id });
    bob.clear();
    await ann.ok({ verb: 'nick', name: '지훈' });
    await nextPush(ann, bob);
    expect(roomsSeen(bob).filter((room) => room.kind === 'direct')).toMatchObject([
      { name: '지훈', peer: ann.id },
    ]);
  });
});

describe('typing in a crowd', () => {
  it('is told to nobody', async () => {
    const { enter } = openTestHub({ store: createMemoryLog() });
    const ann = await enter('ann');
    const crowd = await Promise.all(
      Array.from({ length: TYPING_AUDIENCE_MAX }, (_, i) =>
        enter(`p${i}`, { features: ['typing'] }),
      ),
    );
    await ann.ok({ verb: 'typing', room: 'lobby', on: true });
    expect(crowd.flatMap((one) => one.framesOf('typing'))).toEqual([]);
  });
});
