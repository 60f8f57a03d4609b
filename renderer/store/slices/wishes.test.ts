import { describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../../protocol/events';
import { posted } from '../fixtures';
import { dropWish, grantPins, grantWishes, putWish, type Wish, wished, wishedPins } from './wishes';

const AT = 'lobby s1' as never;
const message = posted(7) as Parameters<typeof wished>[0];
const like = (on: boolean): Wish => ({ kind: 'react', seq: 7, emoji: '👍', on });
const none = { wishes: {} };
const reacted = (by: string, on: boolean) =>
  ({ kind: 'reacted', seq: 9, target: 7, emoji: '👍', by, on }) as ChatEvent;

describe('what I asked for', () => {
  it('is shown on the message it is about, and on no other', () => {
    const { wishes } = putWish(none, AT, like(true));
    expect(wished(message, wishes[AT], 'me').reactions).toEqual([{ emoji: '👍', users: ['me'] }]);
    const other = { ...message, seq: 8 };
    expect(wished(other, wishes[AT], 'me')).toBe(other);
    expect(wished(message, undefined, 'me')).toBe(message);
  });

  it('takes back what is there, and only mine', () => {
    const both = { ...message, reactions: [{ emoji: '👍', users: ['me', 'you'] }] };
    const shown = wished(both, [like(false)], 'me');
    expect(shown.reactions).toEqual([{ emoji: '👍', users: ['you'] }]);
  });

  it('is replaced by what I ask next about the same, which a late refusal leaves alone', () => {
    const [first, second] = [like(true), like(false)];
    const slice = putWish(putWish(none, AT, first), AT, second);
    expect(slice.wishes[AT]).toEqual([second]);
    expect(dropWish(slice, AT, first).wishes[AT]).toEqual([second]);
    expect(dropWish(slice, AT, second)).toEqual(none);
  });

  it('ends when it is told as mine, and not when another one did the same', () => {
    const slice = putWish(none, AT, like(true));
    expect(grantWishes(slice, AT, [reacted('you', true)], 'me')).toEqual(slice);
    expect(grantWishes(slice, AT, [reacted('me', false)], 'me')).toEqual(slice);
    expect(grantWishes(slice, AT, [reacted('me', true)], 'me')).toEqual(none);
  });

  it('is over with its message', () => {
    const slice = putWish(none, AT, { kind: 'ack', seq: 7 });
    const deleted = { kind: 'deleted', seq: 9, target: 7, by: 'you' } as ChatEvent;
    expect(wished({ ...message, announce: true }, slice.wishes[AT], 'me').acks).toEqual(['me']);
    expect(grantWishes(slice, AT, [deleted], 'me')).toEqual(none);
  });

  it('stands on the board until the board says so', () => {
    const slice = putWish(none, AT, { kind: 'pin', seq: 7, on: true });
    expect(wishedPins([3], slice.wishes[AT])).toEqual([3, 7]);
    expect(grantPins(slice, AT, [3])).toEqual(slice);
    expect(grantPins(slice, AT, [3, 7])).toEqual(none);
    const off: Wish = { kind: 'pin', seq: 3, on: false };
    expect(wishedPins([3, 7], [off])).toEqual([7]);
    const same = [7];
    expect(wishedPins(same, [off])).toBe(same);
  });
});
