/** Emoji as they are sent: one spelling each, so that equal reactions are counted together. */

/** One press away, on every message. Everybody knows them, and they cover yes, love and sorrow. */
export const QUICK_EMOJI = ['👍', '❤️', '😂', '😮', '😢', '🎉'] as const;

export const SKIN_TONES = [
  'none',
  'light',
  'medium-light',
  'medium',
  'medium-dark',
  'dark',
] as const;
export type SkinTone = (typeof SKIN_TONES)[number];

/**
 * Without variation selectors where the character is an emoji by itself: "👍️" with U+FE0F and
 * "👍" without look the same (Unicode TS #51, 2.2 "fully qualified").
 */
export const plainEmoji = (text: string): string =>
  text.replace(/(\p{Emoji_Presentation})\uFE0F/gu, '$1');
