/**
 * HTML of the clipboard as Markdown. It is parsed in plain JavaScript: the page's own parser is
 * out of reach here (docs/SECURITY.md, trusted types), and so nothing of it can ever run or load.
 */
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { type Plugin, unified } from 'unified';
import { tidy } from './tidy';

// Stars, not underscores: those mark nothing in the middle of a Korean word.
const processor = unified()
  .use(rehypeParse, { fragment: true })
  .use(tidy as unknown as Plugin)
  .use(rehypeRemark, { newlines: false })
  .use(remarkGfm, { singleTilde: false, tablePipeAlign: false })
  .use(remarkCjkFriendly)
  .use(remarkStringify, {
    bullet: '-',
    emphasis: '*',
    rule: '-',
    listItemIndent: 'one',
    // A new line is a new line here (remark-breaks).
    handlers: { break: () => '\n' },
  });

/** Escapes that only stricter readers of Markdown need; here they would be seen while writing. */
const relaxed = (markdown: string): string =>
  markdown
    .replace(/(https?)\\:\/\//g, '$1://')
    .replace(/(?<![~\\])\\~(?!\\?~)/g, '~')
    .replace(/\\([[\]])(?!\(|:)/g, '$1')
    .replace(/\u00A0/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** Throws never: what cannot be read is an empty text. */
export const htmlToMarkdown = (html: string): string => {
  try {
    return relaxed(String(processor.processSync(html)));
  } catch {
    return '';
  }
};
