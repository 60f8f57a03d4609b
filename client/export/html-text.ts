/** Text of people as HTML: everything is escaped, and only what these few rules make is markup. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const FENCE = /```[^\n`]*\n([\s\S]*?)(?:\n```|$)/g;
const CODE = /`([^`\n]+)`/g;
const LINK = /\bhttps?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/g;

/** Blocks of code, code in a line, and links to the web; all else as it was typed. */
export const textHtml = (text: string): string =>
  split(text, FENCE, (code) => `<pre><code>${escaped(code)}</code></pre>`, line);

const line = (text: string): string =>
  split(text, CODE, (code) => `<code>${escaped(code)}</code>`, links);

const links = (text: string): string => split(text, LINK, link, escaped);

const link = (url: string): string =>
  `<a href="${escaped(url)}" rel="noreferrer noopener">${escaped(url)}</a>`;

/** `made` of the first group (or all) of each match, `rest` of what lies between them. */
function split(
  text: string,
  pattern: RegExp,
  made: (found: string) => string,
  rest: (between: string) => string,
): string {
  let html = '';
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    html += rest(text.slice(from, match.index)) + made(match[1] ?? match[0]);
    from = match.index + match[0].length;
  }
  return html + rest(text.slice(from));
}
