/**
 * What this computer's fonts can draw. New emoji come faster than systems, and Windows draws no
 * flags of countries: what would be an empty box is not offered.
 */
const SIZE = 2;
const FONT = `${SIZE}px "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif`;

type Context = CanvasRenderingContext2D;

const pixels = (context: Context, emoji: string, color: string): Uint8ClampedArray => {
  context.clearRect(0, 0, SIZE, SIZE);
  context.fillStyle = color;
  context.fillText(emoji, 0, 0);
  return context.getImageData(0, 0, SIZE, SIZE).data;
};

/** Drawn at all, as one picture, in colours of its own: the colour asked for makes no difference. */
const isDrawn = (context: Context, emoji: string): boolean => {
  if (context.measureText(emoji).width >= SIZE * 2) return false;
  const blue = pixels(context, emoji, '#00f');
  const red = pixels(context, emoji, '#f00');
  return blue.some((value) => value > 0) && blue.every((value, index) => value === red[index]);
};

export interface EmojiSupport {
  /** Newest version of Emoji that is drawn; Infinity where that cannot be told. */
  version: number;
  flags: boolean;
}

/** Everything is offered where there is no colour font at all: then outlines are drawn of many. */
const ALL: EmojiSupport = { version: Number.POSITIVE_INFINITY, flags: true };

/** `samples`: one emoji of each version. */
export const emojiSupport = (samples: ReadonlyMap<number, string>): EmojiSupport => {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return ALL;
  context.font = FONT;
  context.textBaseline = 'middle';
  const versions = [...samples].sort(([a], [b]) => b - a);
  const drawn = versions.find(([, emoji]) => isDrawn(context, emoji));
  return drawn ? { version: drawn[0], flags: isDrawn(context, '🇰🇷') } : ALL;
};
