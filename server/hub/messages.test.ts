/** What can be done with a message after it was said, through the hub as gateways use it. */
import { describe, expect, it } from 'vitest';
import type { Message } from '../../protocol/apply-change';
import { PINS_MAX, QUOTE_MAX_CHARS } from '../../protocol/limits';
import { results } from '../../protocol/replies';
import { keyOf, openTestHub, type Someone } from './test-support';

const LOBBY = { room: 'lobby' } as const;
const say = async (who: Someone, text: string, more: object = {}): Promise<number> =>
  results.post.parse(await who.ok({ verb: 'post', ...LOBBY, text, ...more })).seq;
const find = async (who: Someone, target: number): Promise<Message | undefined> => {
  const { events } = results.lookup.parse(
    await who.ok({ verb: 'lookup', ...LOBBY, seqs: [target] }),
  );
  return events[0] as Message | undefined;
};
const people = async () => {
  const test = openTestHub({ hosts: [keyOf('host')] });
  return {
    ...test,
    host: await test.enter('host'),
    ann: await test.enter('ann'),
    bob: await test.enter('bob'),
  };
};

describe('a reply', () => {
  it('brings how the other message began, cut where a character ends', async () => {
    const { ann, bob } = await people();
    const target = await say(ann, `첫 줄\n${'가👨‍👩‍👧‍👦'.repeat(60)}`);
    await say(bob, '네', { reply: target });
    const quotes = () =>
      bob.events.flatMap((event) => (event.kind === 'posted' && event.reply ? [event.reply] : []));
    await bob.until(() => quotes().length === 1);
    const [reply] = quotes();
    expect(reply).toMatchObject({ seq: target, by: ann.id, name: 'ann' });
    expect(reply?.text).toMatch(/^첫 줄 가👨‍👩‍👧‍👦.*(가|👨‍👩‍👧‍👦)…$/u);
    expect(reply?.text.length).toBeLessThanOrEqual(QUOTE_MAX_CHARS);
  });

  it('answers only what is there', async () => {
    const { ann, bob } = await people();
    const target = await say(ann, '곧 지워요');
    await ann.ok({ verb: 'delete', ...LOBBY, target });
    const reply = { verb: 'post', ...LOBBY, text: '네?' } as const;
    expect(await bob.refusal({ ...reply, reply: target })).toBe('no-such-message');
    expect(await bob.refusal({ ...reply, reply: 9999 })).toBe('no-such-message');
  });
});

describe('a message that is passed on', () => {
  it('names nobody in a way that no name may have', async () => {
    const { ann, bob } = await people();
    const forwarded = { name: 'eve\u001b[2J\n\u202ehost', room: 'a\u0007\nb' };
    const target = await say(ann, '말', { forwarded });
    expect(await find(bob, target)).toMatchObject({
      forwarded: { name: 'eve[2J host', room: 'a b' },
    });
    const nobody = { verb: 'post', ...LOBBY, text: '말' } as const;
    expect(await ann.refusal({ ...nobody, forwarded: { name: '\u200b', room: '' } })).toBe(
      'bad-name',
    );
  });
});

describe('an edit', () => {
  it('is told to all, and found by whoever reads back', async () => {
    const { ann, bob } = await people();
    const target = await say(ann, '오타');
    await ann.ok({ verb: 'edit', ...LOBBY, target, text: '바른 말' });
    await bob.until(() => bob.events.at(-1)?.kind === 'edited');
    expect(bob.events.at(-1)).toMatchObject({ target, text: '바른 말', by: ann.id });
    expect(await find(bob, target)).toMatchObject({ text: '바른 말', edited: expect.any(Number) });
  });

  it('is the author’s alone, and leaves no trace when nothing changed', async () => {
    const { host, ann, bob } = await people();
    const target = await say(ann, '말');
    expect(await bob.refusal({ verb: 'edit', ...LOBBY, target, text: 'x' })).toBe('not-allowed');
    expect(await host.refusal({ verb: 'edit', ...LOBBY, target, text: 'x' })).toBe('not-allowed');
    expect(await ann.refusal({ verb: 'edit', ...LOBBY, target, text: '  ' })).toBe('bad-text');
    await ann.ok({ verb: 'edit', ...LOBBY, target, text: '말' });
    expect(await find(bob, target)).not.toHaveProperty('edited');
  });

  it('keeps what was said before, for its author and moderators', async () => {
    const { host, ann, bob } = await people();
    const target = await say(ann, '하나');
    for (const text of ['둘', '셋']) await ann.ok({ verb: 'edit', ...LOBBY, target, text });
    for (const who of [ann, host]) {
      const { texts } = results.revisions.parse(
        await who.ok({ verb: 'revisions', ...LOBBY, target }),
      );
      expect(texts.map(({ text }) => text)).toEqual(['하나', '둘']);
    }
    expect(await bob.refusal({ verb: 'revisions', ...LOBBY, target })).toBe('not-allowed');
  });
});

describe('a deletion', () => {
  it('is for the author and moderators', async () => {
    const { host, ann, bob } = await people();
    const [one, two] = [await say(ann, '하나'), await say(ann, '둘')];
    expect(await bob.refusal({ verb: 'delete', ...LOBBY, target: one })).toBe('not-allowed');
    await ann.ok({ verb: 'delete', ...LOBBY, target: one });
    await host.ok({ verb: 'delete', ...LOBBY, target: two });
    expect(await find(bob, two)).toMatchObject({ text: '', gone: { by: host.id } });
    expect(await ann.refusal({ verb: 'delete', ...LOBBY, target: one })).toBe('no-such-message');
  });

  it('takes the message off the board, also after a restart', async () => {
    const { host, log } = await people();
    const target = await say(host, '고정');
    await host.ok({ verb: 'pin', ...LOBBY, target, on: true });
    await host.ok({ verb: 'delete', ...LOBBY, target });
    const again = openTestHub({ store: log, hosts: [keyOf('host')] });
    const back = await again.knock({ user: keyOf('host'), key: 'host', name: 'host' });
    again.hub.start(back.session);
    const lobby = back.framesOf('rooms').flatMap(({ rooms }) => rooms)[0];
    expect(lobby).toMatchObject({ id: 'lobby' });
    expect(lobby).not.toHaveProperty('pins');
  });
});

describe('a reaction', () => {
  it('is counted once, and taken back', async () => {
    const { ann, bob } = await people();
    const target = await say(ann, '어때요');
    const react = { verb: 'react', ...LOBBY, target, emoji: '👍' } as const;
    await bob.ok({ ...react, on: true });
    await bob.ok({ ...react, on: true });
    expect((await find(ann, target))?.reactions).toEqual([{ emoji: '👍', users: [bob.id] }]);
    await bob.ok({ ...react, on: false });
    await ann.until(() => ann.events.filter(({ kind }) => kind === 'reacted').length === 2);
    expect(await find(ann, target)).not.toHaveProperty('reactions');
  });

  it.each(['a', '가', '👍👍', '1', ' 👍'])('is one emoji: not %j', async (emoji) => {
    const { ann } = await people();
    const target = await say(ann, '말');
    const react = { verb: 'react', ...LOBBY, target, emoji, on: true } as const;
    expect(await ann.refusal(react)).toBe('bad-text');
  });

  it('is the same with a variation selector and without', async () => {
    const { ann, bob } = await people();
    const target = await say(ann, '말');
    const react = { verb: 'react', ...LOBBY, target, on: true } as const;
    await ann.ok({ ...react, emoji: '👍' });
    await bob.ok({ ...react, emoji: '👍\uFE0F' });
    expect((await find(ann, target))?.reactions).toEqual([
      { emoji: '👍', users: [ann.id, bob.id] },
    ]);
  });

  it.each(['👍🏽', '👨‍👩‍👧‍👦', '🇰🇷', '1️⃣', '❤️'])('may be %s', async (emoji) => {
    const { ann } = await people();
    const target = await say(ann, '말');
    await ann.ok({ verb: 'react', ...LOBBY, target, emoji, on: true });
  });
});

describe('an announcement', () => {
  it('is for moderators to make, and everybody is told who has read it', async () => {
    const { host, ann, bob } = await people();
    const plain = await say(ann, '말');
    expect(await ann.refusal({ verb: 'post', ...LOBBY, text: '공지', announce: true })).toBe(
      'not-allowed',
    );
    const target = await say(host, '내일 쉽니다', { announce: true });
    await ann.ok({ verb: 'ack', ...LOBBY, target });
    await ann.ok({ verb: 'ack', ...LOBBY, target });
    await host.ok({ verb: 'ack', ...LOBBY, target });
    expect((await find(bob, target))?.acks).toEqual([ann.id]);
    expect(await bob.refusal({ verb: 'ack', ...LOBBY, target: plain })).toBe('not-allowed');
  });
});

describe('the board', () => {
  it('is told with the room, and is bounded', async () => {
    const { host, ann } = await people();
    const target = await say(ann, '중요');
    expect(await ann.refusal({ verb: 'pin', ...LOBBY, target, on: true })).toBe('not-allowed');
    await host.ok({ verb: 'pin', ...LOBBY, target, on: true });
    await ann.until(() => ann.framesOf('rooms').some(({ rooms }) => rooms[0]?.pins));
    expect(ann.framesOf('rooms').at(-1)?.rooms[0]?.pins).toEqual([target]);
    for (let i = 1; i < PINS_MAX; i += 1) {
      await host.ok({ verb: 'pin', ...LOBBY, target: await say(host, `${i}`), on: true });
    }
    const more = await say(host, '하나 더');
    expect(await host.refusal({ verb: 'pin', ...LOBBY, target: more, on: true })).toBe('full');
  });
});
