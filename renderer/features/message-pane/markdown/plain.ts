/** What any mark needs, wherever it stands: emphasis, code, links, HTML, tables, mentions, rooms. */
const MARKS = /[*_`[\]<>\\|&#@\n\r\0]|~~|\/\/|www\./iu;

/** What makes something else of a line that begins or ends so: lists, rules, code, trimmed space. */
const EDGES = /^(?:\s|[-+=]|\d{1,9}[.)])|\s$/u;

/**
 * Whether a text reads the same as Markdown as it does without: one paragraph with nothing in it.
 * Most of what people say is like that, and reading it as Markdown takes most of the time that it
 * takes to draw a line. False may also be said of plain texts.
 */
export const isPlain = (text: string): boolean =>
  text !== '' && !MARKS.test(text) && !EDGES.test(text);
