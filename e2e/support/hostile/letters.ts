/** Characters that turn, hide, pile up or run on; and names made of them. */
import { NAME_MAX_CHARS } from '../../../protocol/limits';
import type { Random } from '../../../torture/lib/random';

const WORDS = [
  ...[
    '사랑방',
    '안녕하세요',
    '관리자',
    'host',
    'admin',
    'Seoyeon',
    'hello',
    'click here',
    'https://a.example',
  ],
  ...[
    'مرحبا',
    'שלום',
    'ไทยกก็',
    'नमस्ते',
    '日本語',
    'ᄒ\u1161\u11ab',
    'ẞß',
    'İı',
    'ﬁ',
    'ℌ',
    '𝕏',
    '٣',
    'ＡＢ',
  ],
] as const;

const TURNS = [
  ...[
    '\u202a',
    '\u202b',
    '\u202d',
    '\u202e',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\u202c',
    '\u200e',
  ],
  ...['\u200f', '\u061c'],
] as const;
const NOTHING = [
  ...[
    '\u200b',
    '\u200c',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u3164',
    '\u115f',
    '\u180e',
    '\u2800',
  ],
  ...[
    '\u034f',
    '\ufe0f',
    '\u{e0061}',
    '\u{e007f}',
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u0085',
    '\u2028',
  ],
  ...['\u2029', '\ufffc', '\ufffd', '\u{f0000}', '\u{10ffff}', '\ufdd0'],
] as const;
const MARKS = [
  '\u0301',
  '\u0336',
  '\u0489',
  '\u20dd',
  '\u0e47',
  '\u1ab0',
  '\ufe20',
  '\u064b',
] as const;
const EMOJI = [
  ...[
    '👨‍👩‍👧‍👦',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '👍🏽',
    '🇰🇷🇰',
    '1️⃣',
    '❤️‍🔥',
    '🧑🏿‍🤝‍🧑🏻',
    '\u200d👩',
    '👩\u200d',
    '🏿',
    '☠\ufe0e',
  ],
] as const;
const WIDE = ['ﷺ', '﷽', '𒐫', '⸻', '꧅', 'ဪ', 'W', '가'] as const;

/** An ordinary word, more or less. */
export const written = (random: Random): string =>
  random.oneIn(3) ? `${random.pick(WORDS)}${random.pick(TURNS)}` : random.pick(WORDS);

/** A run of characters that are not what one sees. */
export const unseen = (random: Random): string => {
  const word = random.pick(WORDS);
  return random.pick([
    () => random.pick(TURNS).repeat(random.whole(1, 60)) + word,
    () => [...word].join(random.pick(NOTHING)),
    () => word + random.pick(MARKS).repeat(random.whole(3, 200)),
    () => [...word].map((char) => char + random.pick(MARKS).repeat(20)).join(''),
    () => random.pick(EMOJI).repeat(random.whole(1, 30)),
    () => `${'👩\u200d'.repeat(random.whole(2, 100))}👩`,
    () => random.pick(WIDE).repeat(random.whole(20, 200)),
    () => `${word.repeat(40)}`,
    () => `${random.pick(TURNS)}gpj.${word}exe${random.pick(NOTHING)}`,
    () => random.pick(NOTHING).repeat(random.whole(1, 100)),
  ])();
};

const MARKUP = [
  ...['<b>x</b>', '<img src=x onerror=alert(1)>', '**관리자**', '`x`', '[x](javascript:alert(1))'],
  ...[
    '@여기',
    '#lobby',
    '{{name}}',
    '{name}',
    '$t(common.ok)',
    '%s%n',
    '../../x',
    'CON',
    '__proto__',
  ],
  ...[
    'constructor',
    'toString',
    '"onload="',
    "'",
    '\\',
    '\n\n',
    '||x||',
    '&lt;',
    'null',
    'undefined',
  ],
] as const;

/** A name or a title, never empty, of at most `limit` UTF-16 units. */
export const hostileName = (random: Random, limit = NAME_MAX_CHARS): string =>
  random
    .pick([
      () => random.pick(MARKUP),
      () => random.pick(MARKUP),
      () => written(random),
      () => unseen(random),
      () => `${random.pick(TURNS)}${random.pick(WORDS)}${random.pick(NOTHING)}`,
      () => random.pick(WIDE).repeat(limit),
    ])()
    .slice(0, limit) || '?';
