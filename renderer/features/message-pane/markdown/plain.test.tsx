import { renderToStaticMarkup } from 'react-dom/server';
import ReactMarkdown from 'react-markdown';
import remarkBreaks from 'remark-breaks';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkGfm from 'remark-gfm';
import { describe, expect, it } from 'vitest';
import { fc } from '../../../../protocol/testing/property';
import { isPlain } from './plain';

const read = (text: string): string =>
  renderToStaticMarkup(
    <ReactMarkdown
      remarkPlugins={[[remarkGfm, { singleTilde: false }], remarkBreaks, remarkCjkFriendly]}
    >
      {text}
    </ReactMarkdown>,
  );

/** Everything that means something to Markdown somewhere, and what stands around it. */
const PIECES = [
  ...'-+=*_`~.:;!?\'"()[]{}<>|&#@/\\%^$,0129'.split(''),
  ...['~~', '---', '1.', '1)', '. ', '- ', '://', 'http', 'www', 'mailto:', 'a.kr', '&amp;', '\n'],
  ...[' ', '  ', '    ', '\t', '\u00a0', '\ufeff', '\u3000', '가', '네', 'x', 'Yes', '😀', '👩‍💻'],
];

describe('a text without marks', () => {
  it.each([
    '안녕하세요, 오늘 회의는 3~5시예요!',
    '네~ 좋아요 ㅋㅋㅋ',
    "I'll be there at 12:30 (maybe).",
    'x = 3 - 1 + 2; 50% done… 😀',
  ])('needs no reading: %s', (text) => {
    expect(isPlain(text)).toBe(true);
  });

  it('is what Markdown would make of it, whatever it is', () => {
    let plain = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        if (!isPlain(text)) return;
        plain += 1;
        expect(read(text)).toBe(renderToStaticMarkup(<p>{text}</p>));
      }),
      { numRuns: 1_500 },
    );
    expect(plain).toBeGreaterThan(150);
  });
});
