import en from 'emojibase-data/en/data.json';
import messagesEn from 'emojibase-data/en/messages.json';
import codes from 'emojibase-data/en/shortcodes/github.json';
import ko from 'emojibase-data/ko/compact.json';
import messagesKo from 'emojibase-data/ko/messages.json';
import { describe, expect, it } from 'vitest';
import { plainEmoji, QUICK_EMOJI } from '../../../protocol/emoji';
import { isEmoji } from '../../../protocol/text';
import { buildIndex, type RawFiles } from './emoji-data';
import { emojiOfCode, inTone, queryOf, searchEmoji } from './emoji-search';

const files = {
  en,
  ko,
  messages: { en: messagesEn, ko: messagesKo },
  codes,
} as unknown as RawFiles;
const all = buildIndex(files, { version: Number.POSITIVE_INFINITY, flags: true });
const { entries } = all;
const found = (query: string) => searchEmoji(entries, query, 8).map(({ emoji }) => emoji);

describe('the data', () => {
  it('has every emoji with a name in both languages, spelled as it is sent', () => {
    expect(entries.length).toBeGreaterThan(1_800);
    for (const { emoji, name } of entries) {
      expect(name.ko && name.en).toBeTruthy();
      expect(plainEmoji(emoji)).toBe(emoji);
      expect(isEmoji(emoji)).toBe(true);
    }
  });

  it('has the quick ones in the same spelling, so that they are counted together', () => {
    for (const quick of QUICK_EMOJI)
      expect(entries.some(({ emoji }) => emoji === quick)).toBe(true);
  });

  it('offers nothing newer than is drawn, and no flags where none are', () => {
    const few = buildIndex(files, { version: 13, flags: false });
    expect(few.entries.some(({ emoji }) => emoji === '🫠')).toBe(false);
    expect(few.entries.some(({ emoji }) => emoji === '🇰🇷')).toBe(false);
    expect(few.entries.some(({ emoji }) => emoji === '👍')).toBe(true);
  });
});

describe('finding', () => {
  it.each([
    ['thumbsup', '👍'],
    ['smile', '😄'],
    ['축하', '🎉'],
    ['ㅊㅎ', '🎉'],
    ['하트', '❤️'],
    ['핱', '❤️'],
    ['로켓', '🚀'],
    ['rocket', '🚀'],
  ])('%s', (query, emoji) => {
    expect(searchEmoji(entries, query, 300).map((one) => one.emoji)).toContain(emoji);
  });

  it('puts what is called exactly so first', () => {
    expect(found('heart')[0]).toBe('❤️');
    expect(found('tada')[0]).toBe('🎉');
  });

  it('leaves an unfinished syllable out only where nothing is called so', () => {
    expect(queryOf(entries, '하')).toBe('하');
    expect(queryOf(entries, '핱')).toBe('하');
    expect(queryOf(entries, '축ㅎ')).toBe('축');
    expect(queryOf(entries, 'zzzz')).toBe('zzzz');
  });

  it.each([
    ['smile', '😄'],
    ['+1', '👍'],
    ['로켓', '🚀'],
    ['smil', null],
    ['nothing_at_all', null],
  ])(':%s: is %s', (code, emoji) => {
    expect(emojiOfCode(entries, code)?.emoji ?? null).toBe(emoji);
  });

  it('takes the tone that was chosen where there is one', () => {
    const [thumb] = searchEmoji(entries, 'thumbsup', 1);
    const [rocket] = searchEmoji(entries, 'rocket', 1);
    expect(thumb && inTone(thumb, 'dark')).toBe('👍🏿');
    expect(rocket && inTone(rocket, 'dark')).toBe('🚀');
  });
});
