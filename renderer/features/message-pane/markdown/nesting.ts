/** Deeper quotes and lists than this are nobody's thought, and make parsers hang. */
export const NESTING_MAX = 8;

const MARKERS = new RegExp(
  `^(?:[ \\t]*(?:>|[-*+][ \\t]|\\d{1,9}[.)][ \\t])){${NESTING_MAX + 1}}`,
  'mu',
);

/** Whether a text must be shown as it stands instead of being read as Markdown. */
export const isTooDeep = (text: string): boolean => MARKERS.test(text);
