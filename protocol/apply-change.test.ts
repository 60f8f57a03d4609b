import { describe, expect, it } from 'vitest';
import {
  applyChange,
  type Change,
  forgetQuote,
  hasPlaceFor,
  hasReacted,
  type Message,
} from './apply-change';
import { REACTION_USERS_MAX, REACTIONS_MAX } from './limits';

const user = (letter: string) => `k${letter.repeat(22)}`;
const [ann, bob] = [user('a'), user('b')];
const message: Message = {
  kind: 'posted',
  room: 'lobby',
  seq: 5,
  prev: 4,
  ts: 1000,
  by: ann,
  name: '민수',
  text: '처음',
};
const base = { room: 'lobby', prev: 0, name: '지훈', target: 5 };
const edited = (seq: number, text: string): Change => ({
  ...base,
  kind: 'edited',
  seq,
  ts: 1000 + seq,
  by: ann,
  text,
});
const reacted = (seq: number, by: string, emoji: string, on = true): Change => ({
  ...base,
  kind: 'reacted',
  seq,
  ts: 1000 + seq,
  by,
  emoji,
  on,
});
const deleted = (seq: number): Change => ({
  ...base,
  kind: 'deleted',
  seq,
  ts: 1000 + seq,
  by: bob,
});
const all = (changes: Change[], from: Message = message) => changes.reduce(applyChange, from);

describe('what becomes of a message', () => {
  it('is what was said last, and when', () => {
    expect(all([edited(6, '둘째'), edited(9, '셋째')])).toMatchObject({
      text: '셋째',
      edited: 1009,
      as: 9,
    });
  });

  it('does not change back when an older change comes after it was folded in', () => {
    const whole = all([edited(6, '둘째'), reacted(7, bob, '👍'), reacted(8, bob, '👍', false)]);
    expect(all([edited(6, '둘째'), reacted(7, bob, '👍')], whole)).toEqual(whole);
  });

  it('counts everybody once, in the order of the first giving, and forgets an emoji nobody gives', () => {
    const there = all([
      reacted(6, ann, '❤️'),
      reacted(7, bob, '👍'),
      reacted(8, ann, '👍'),
      reacted(9, ann, '👍'),
    ]);
    expect(there.reactions).toEqual([
      { emoji: '❤️', users: [ann] },
      { emoji: '👍', users: [bob, ann] },
    ]);
    expect(hasReacted(there, bob, '👍')).toBe(true);
    const gone = all([reacted(10, ann, '❤️', false)], there);
    expect(gone.reactions).toEqual([{ emoji: '👍', users: [bob, ann] }]);
    expect(
      all([reacted(11, ann, '👍', false), reacted(12, bob, '👍', false)], gone),
    ).not.toHaveProperty('reactions');
  });

  it('is nothing but its place after it was deleted, for good', () => {
    const full: Message = {
      ...message,
      reply: { seq: 1, by: bob, name: '지훈', text: '비밀' },
      announce: true,
      from: { epoch: '0123456789abcdef', n: 3 },
      wire: 'text',
    };
    const gone = all([reacted(6, bob, '👍'), deleted(7), edited(8, '다시')], full);
    expect(gone).toEqual({
      kind: 'posted',
      room: 'lobby',
      seq: 5,
      prev: 4,
      ts: 1000,
      by: ann,
      name: '민수',
      from: full.from,
      wire: 'text',
      text: '',
      gone: { by: bob, ts: 1007 },
      as: 7,
    });
  });

  it('is no business of changes that are about another message or room', () => {
    expect(applyChange(message, { ...edited(6, 'x'), target: 4 })).toBe(message);
    expect(applyChange(message, { ...edited(6, 'x'), room: 'rabcdefghijk' })).toBe(message);
  });

  it('notes each reader of an announcement once', () => {
    const acked = (seq: number, by: string): Change => ({ ...base, kind: 'acked', seq, ts: 1, by });
    expect(all([acked(6, bob), acked(7, bob), acked(8, ann)]).acks).toEqual([bob, ann]);
  });

  it('lets a reply quote nothing of what was deleted', () => {
    const reply: Message = {
      ...message,
      seq: 9,
      reply: { seq: 5, by: ann, name: '민수', text: '처음' },
    };
    expect(forgetQuote(reply, 5).reply).toEqual({ seq: 5, by: ann, name: '민수', text: '' });
    expect(forgetQuote(reply, 4)).toBe(reply);
  });

  it('has place for so many reactions', () => {
    const crowd = Array.from(
      { length: REACTION_USERS_MAX - 1 },
      (_, i) => `k${String(i).padStart(22, '0')}`,
    );
    const full: Message = { ...message, reactions: [{ emoji: '👍', users: crowd }] };
    expect(hasPlaceFor(full, '❤️')).toBe(true);
    expect(hasPlaceFor(all([reacted(6, bob, '❤️')], full), '👍')).toBe(false);
    const many = Array.from({ length: REACTIONS_MAX }, (_, i) => ({
      emoji: String.fromCodePoint(0x1f600 + i),
      users: [bob],
    }));
    expect(hasPlaceFor({ ...message, reactions: many }, '👍')).toBe(false);
    expect(hasPlaceFor({ ...message, reactions: many }, '😀')).toBe(true);
  });
});
