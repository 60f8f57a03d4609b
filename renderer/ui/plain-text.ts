/** What stands where something was hidden on purpose. */
const HIDDEN = '▒▒▒';

const INLINE: readonly (readonly [RegExp, string])[] = [
  [/!?\[([^\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))+(?:\s+"[^"\n]*")?\)/g, '$1'],
  [/(?<!\\)(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2'],
  [/(?<![*\w\\])\*(?=\S)([^*\n]+?)(?<=\S)\*(?!\*)/g, '$1'],
  [/(?<![\p{L}\p{N}_\\])_(?=\S)([^_\n]+?)(?<=\S)_(?![\p{L}\p{N}_])/gu, '$1'],
  [/(?<!\\)~~(?=\S)(.+?)(?<=\S)~~/g, '$1'],
  [/\\([!-/:-@[-`{-~])/g, '$1'],
];
const LINE_START = /^(?:#{1,6}[ \t]+|(?:>[ \t]?)+)/gm;
/** Fences and `code`: what is in them is meant as it stands. */
const CODE = /^```[^\n]*\n([\s\S]*?)\n?```[ \t]*$|`([^`\n]+)`/gm;
const SPOILER = /\|\|(?=\S)(.+?)(?<=\S)\|\|/gs;

const withoutMarks = (text: string): string =>
  INLINE.reduce((now, [mark, kept]) => now.replace(mark, kept), text.replace(LINE_START, ''));

/**
 * A message as one would read it out: without the marks of Markdown, code as it stands. What is
 * hidden stays hidden, unless `reveal` says that its reader has it before their eyes anyway.
 */
export const plainText = (text: string, { reveal = false } = {}): string => {
  const shown = text.replace(SPOILER, reveal ? '$1' : HIDDEN);
  let plain = '';
  let last = 0;
  for (const found of shown.matchAll(CODE)) {
    plain += withoutMarks(shown.slice(last, found.index)) + (found[1] ?? found[2] ?? '');
    last = found.index + found[0].length;
  }
  return plain + withoutMarks(shown.slice(last));
};
