/** A room in classroom mode, through the hub as gateways use it. */
import { describe, expect, it } from 'vitest';
import { isClearName } from '../../protocol/classroom';
import { keyOf, openTestHub } from './test-support';

const LOBBY = { room: 'lobby' } as const;
const lesson = async () => {
  const test = openTestHub({ hosts: [keyOf('teacher')] });
  const [teacher, ann, bob] = [
    await test.enter('teacher'),
    await test.enter('ann'),
    await test.enter('bob'),
  ];
  await teacher.ok({ verb: 'rules', ...LOBBY, classroom: true });
  const handsSeenBy = (who: typeof ann) =>
    who
      .framesOf('rooms')
      .flatMap(({ rooms }) => rooms)
      .findLast(({ id }) => id === 'lobby')?.hands ?? [];
  return { ...test, teacher, ann, bob, handsSeenBy };
};

describe('hands', () => {
  it('are raised in order, and lowered by oneself or by whoever leads', async () => {
    const { teacher, ann, bob, handsSeenBy } = await lesson();
    await bob.ok({ verb: 'hand', ...LOBBY, on: true });
    await ann.ok({ verb: 'hand', ...LOBBY, on: true });
    await bob.ok({ verb: 'hand', ...LOBBY, on: true });
    await teacher.until(() => handsSeenBy(teacher).length === 2);
    expect(handsSeenBy(teacher)).toEqual([bob.id, ann.id]);
    expect(await ann.refusal({ verb: 'hand', ...LOBBY, on: false, user: bob.id })).toBe(
      'not-allowed',
    );
    expect(await teacher.refusal({ verb: 'hand', ...LOBBY, on: true, user: bob.id })).toBe(
      'not-allowed',
    );
    await teacher.ok({ verb: 'hand', ...LOBBY, on: false, user: bob.id });
    await ann.until(() => handsSeenBy(ann).length === 1);
    expect(handsSeenBy(ann)).toEqual([ann.id]);
  });

  it('go down with whoever leaves, and with the lesson; a restart changes none', async () => {
    const { teacher, ann, bob, log } = await lesson();
    for (const who of [ann, bob]) await who.ok({ verb: 'hand', ...LOBBY, on: true });
    await ann.ok({ verb: 'leave', ...LOBBY });
    const hands = async () => {
      const again = openTestHub({ store: log, hosts: [keyOf('teacher')] });
      const back = await again.knock({ user: keyOf('teacher'), key: 'teacher', name: 'teacher' });
      again.hub.start(back.session);
      return back.framesOf('rooms').flatMap(({ rooms }) => rooms)[0]?.hands;
    };
    expect(await hands()).toEqual([bob.id]);
    await teacher.ok({ verb: 'rules', ...LOBBY, classroom: false });
    expect(await hands()).toBeUndefined();
    expect(await bob.refusal({ verb: 'hand', ...LOBBY, on: true })).toBe('not-allowed');
  });
});

describe('everyone, look here', () => {
  it('is for whoever leads, and names a message that is there', async () => {
    const { teacher, ann } = await lesson();
    const { seq } = await teacher.ok({ verb: 'post', ...LOBBY, text: '12쪽' });
    expect(await ann.refusal({ verb: 'look', ...LOBBY })).toBe('not-allowed');
    expect(await teacher.refusal({ verb: 'look', ...LOBBY, target: 999 })).toBe('no-such-message');
    await teacher.ok({ verb: 'look', ...LOBBY, target: seq as number });
    await ann.until(() => ann.events.some(({ kind }) => kind === 'look'));
    expect(ann.events.at(-1)).toMatchObject({ kind: 'look', target: seq, by: teacher.id });
  });
});

describe('names that can be read out', () => {
  it.each(['민수', '김 민수', 'Ann', 'J. R. O’Neil', '3반 1번', 'ภาษา'])('%s is one', (name) => {
    expect(isClearName(name)).toBe(true);
  });
  it.each(['ㅋ', '민', '🐳🐳', '민수🐳', '★민수★', 'a', '--'])('%s is none', (name) => {
    expect(isClearName(name)).toBe(false);
  });

  it('are needed to speak, and to speak only', async () => {
    const { ann } = await lesson();
    await ann.ok({ verb: 'nick', name: '🐳 ann' });
    expect(await ann.refusal({ verb: 'post', ...LOBBY, text: '저요' })).toBe('unclear-name');
    await ann.ok({ verb: 'hand', ...LOBBY, on: true });
    await ann.ok({ verb: 'nick', name: '앤 셜리' });
    await ann.ok({ verb: 'post', ...LOBBY, text: '저요' });
  });
});
