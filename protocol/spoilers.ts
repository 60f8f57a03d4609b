/** `||text||` is hidden until its reader asks for it, also where only the beginning is shown. */

/** A mark that touches what it hides; "a || b" hides nothing. An end that was cut off still hides. */
const HIDDEN = /\|\|(?=[^\s|])(?:[\s\S]*?[^\s|]\|\||[\s\S]*$)/g;

/** For places that cannot ask: notifications, quotes, what is read aloud. */
export const withoutSpoilers = (text: string): string =>
  text.includes('||') ? text.replace(HIDDEN, '▒▒▒') : text;
