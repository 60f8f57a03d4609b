import { PASTE_HTML_MAX_CHARS } from '../../../../protocol/limits';

/** What a paste holds. */
export interface Pasted {
  text: string;
  html: string;
  /** What an editor says about the code it copied (VS Code: `{"mode":"typescript"}`). */
  editor: string;
  files: number;
}

export type PasteAs =
  /** The field takes it as it is. */
  | { kind: 'plain' }
  | { kind: 'files' }
  | { kind: 'html'; html: string }
  | { kind: 'code'; text: string; language: string };

/** Something that Markdown can say. Colours and fonts alone are not worth rewriting a text for. */
const FORMATTED =
  /<(?:b|strong|i|em|a|ul|ol|li|h[1-6]|table|pre|code|blockquote|del|s|strike)[\s>]|mso-list|font-weight:\s*(?:bold|[6-9]00)|font-style:\s*italic|line-through/i;

const languageOf = (editor: string): string | null => {
  try {
    const { mode } = JSON.parse(editor) as { mode?: unknown };
    return typeof mode === 'string' && /^[a-z][\w+#-]{0,29}$/i.test(mode) ? mode : '';
  } catch {
    return null;
  }
};

/** How a paste goes into the field. Pictures that come with a text (Word, Excel) are left out. */
export const pasteAs = ({ text, html, editor, files }: Pasted): PasteAs => {
  if (files > 0 && text === '') return { kind: 'files' };
  const language = languageOf(editor);
  if (language !== null && text.trim().includes('\n'))
    return { kind: 'code', text, language: language === 'plaintext' ? '' : language };
  if (language === null && html.length <= PASTE_HTML_MAX_CHARS && FORMATTED.test(html))
    return { kind: 'html', html };
  return { kind: 'plain' };
};

/** A code block that its content cannot end. */
export const fenced = (code: string, language: string): string => {
  const longest = Math.max(2, ...[...code.matchAll(/`{3,}/g)].map(([found]) => found.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code.replace(/\s+$/, '')}\n${fence}\n`;
};
