/** At most so many emoji are shown large when they are all of a message. */
const LARGE_MAX = 3;
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3)/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Whether a message is one to three emoji and nothing else. */
export const isFewEmoji = (text: string): boolean => {
  const trimmed = text.trim();
  // Three emoji of the longest kind (families) stay far below this.
  if (trimmed.length === 0 || trimmed.length > 60) return false;
  const graphemes = [...segmenter.segment(trimmed)]
    .map(({ segment }) => segment)
    .filter((segment) => segment.trim() !== '');
  return graphemes.length <= LARGE_MAX && graphemes.every((segment) => EMOJI.test(segment));
};
