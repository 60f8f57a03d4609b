/** What a person chose about writing. Spread into settings.ts; every field falls back by itself. */
import { z } from 'zod';
import { SKIN_TONES } from './emoji';
import { EMOJI_MAX_CHARS, RECENT_EMOJI_MAX } from './limits';

export const writingFields = {
  /** Emoji chosen lately, the newest first, and the skin tone that was chosen for all. */
  recentEmoji: z.array(z.string().min(1).max(EMOJI_MAX_CHARS)).max(RECENT_EMOJI_MAX),
  skinTone: z.enum(SKIN_TONES),
  /** The row of buttons above the composer: bold, list, quote … */
  formatBar: z.boolean(),
  /** Lines under words that no dictionary knows. */
  spellcheck: z.boolean(),
};

export const writingSettings = {
  recentEmoji: writingFields.recentEmoji.catch([]).default([]),
  skinTone: writingFields.skinTone.catch('none').default('none'),
  formatBar: writingFields.formatBar.catch(false).default(false),
  spellcheck: writingFields.spellcheck.catch(true).default(true),
};
