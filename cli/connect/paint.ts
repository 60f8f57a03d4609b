/** Colours of a terminal, or none of them (NO_COLOR, pipes, dumb terminals). */

const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  reverse: [7, 27],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
} as const;
export type Style = keyof typeof CODES;
export type Paint = (style: Style, text: string) => string;

export const PLAIN: Paint = (_style, text) => text;
export const COLOURED: Paint = (style, text) => {
  const [on, off] = CODES[style];
  return text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`;
};

const FOR_NAMES = ['green', 'yellow', 'blue', 'magenta', 'cyan'] as const satisfies Style[];

/** The same for a person each time, whatever they are called. */
export function colourOf(id: string): Style {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) >>> 0;
  return FOR_NAMES[sum % FOR_NAMES.length] as Style;
}
