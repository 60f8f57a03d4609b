import { render } from '@testing-library/react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { TABLE_CELLS_MAX } from '../../../../protocol/limits';
import { startI18n } from '../../../i18n';
import { TooltipProvider } from '../../../ui/Tooltip';
import { Markdown } from './Markdown';

const opened: unknown[] = [];
beforeAll(() => startI18n('ko'));
beforeEach(() => {
  opened.length = 0;
  vi.stubGlobal('sarangbang', {
    call: async (_name: string, input: unknown) => {
      opened.push(input);
      return { ok: true, value: undefined };
    },
    on: () => () => {},
  });
});

const show = (text: string, myName = ''): HTMLElement =>
  render(
    <TooltipProvider>
      <Markdown text={text} myName={myName} />
    </TooltipProvider>,
  ).container;

describe('Korean', () => {
  it('is bold with a particle after the closing marks', () => {
    const shown = show('**마크다운(Markdown)**을 써요');
    expect(shown.querySelector('strong')?.textContent).toBe('마크다운(Markdown)');
    expect(shown.textContent).toBe('마크다운(Markdown)을 써요');
  });

  it('is not struck through by the tildes it trails off with', () => {
    expect(show('3~5시, 6~7시~ 네~~ 좋아요~~').querySelector('del')).toBeNull();
  });

  it('keeps single line breaks', () => {
    expect(show('하나\n둘').querySelectorAll('br')).toHaveLength(1);
  });

  it('writes particles onto addresses without making them part of it', () => {
    const link = show('https://example.com/a을 보세요').querySelector('a');
    expect(link?.getAttribute('href')).toBe('https://example.com/a');
    expect(link?.textContent).toBe('https://example.com/a');
    expect(show('https://ko.wikipedia.org/wiki/가을').querySelector('a')?.textContent).toBe(
      'https://ko.wikipedia.org/wiki/가을',
    );
  });
});

describe('what could do harm', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<iframe src="https://example.com"></iframe>',
    '<a href="javascript:alert(1)">x</a>',
  ])('shows HTML as it was typed: %s', (text) => {
    const shown = show(text);
    expect(shown.querySelector('script, img, iframe, a, [onerror]')).toBeNull();
    expect(shown.textContent).toBe(text);
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,hi)',
    '[x](file:///etc/passwd)',
    '[x](sarangbang://host)',
    '[x](vbscript:x)',
    '[x](/etc/passwd)',
    '[x](//example.com)',
    '<javascript:alert(1)>',
    '![x](javascript:alert(1))',
  ])('makes no link of %s', (text) => {
    expect(show(text).querySelector('a, img')).toBeNull();
  });

  it('loads no image, and offers it as a link', () => {
    const shown = show('![그림](https://example.com/a.png)');
    expect(shown.querySelector('img')).toBeNull();
    expect(shown.querySelector('a')?.textContent).toBe('그림');
  });

  it('opens links outside and never follows them', () => {
    const link = show('[여기](https://example.com/)').querySelector('a') as HTMLAnchorElement;
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    link.dispatchEvent(click);
    expect(click.defaultPrevented).toBe(true);
    expect(opened).toEqual([{ url: 'https://example.com/' }]);
  });

  it('says where a link leads when its text claims another place', () => {
    expect(show('[https://bank.example](https://evil.example/)').textContent).toContain(
      '(evil.example)',
    );
    expect(show('[https://bank.example](https://bank.example/x)').textContent).not.toContain('(');
  });

  it('shows the punycode of a host that mixes alphabets', () => {
    // A Cyrillic "а" in a Latin word.
    expect(show('https://pаypal.com/').textContent).toContain('(xn--pypal-4ve.com)');
    expect(show('https://한국.com/').textContent).not.toContain('xn--');
  });
});

describe('what was written is seen', () => {
  it.each(['[a]: https://example.com', '[^1]: note', 'see[^1]\n\n[^1]: note'])('%s', (text) => {
    expect(show(text).textContent?.replace(/\s+/g, ' ')).toBe(text.replace(/\s+/g, ' '));
  });
});

describe('mentions', () => {
  it('mark what calls everybody, for those who are called', () => {
    const marks = (myName: string) =>
      [...show('@여기 봐 주세요', myName).querySelectorAll('mark')].map((one) => one.textContent);
    expect(marks('민수')).toEqual(['@여기']);
    expect(marks('')).toEqual([]);
  });

  it('mark my name, not that of others, and not in code', () => {
    const shown = show('@민수야 @지훈 `@민수`', '민수');
    const marks = [...shown.querySelectorAll('mark')].map((mark) => mark.textContent);
    expect(marks).toEqual(['@민수']);
    expect(shown.textContent).toBe('@민수야 @지훈 @민수');
  });
});

describe('what could hang', () => {
  it.each([
    ['quotes', '>'.repeat(4000)],
    ['spaced quotes', '> '.repeat(1000)],
    ['lists', '- '.repeat(2000)],
    ['numbers', '1. '.repeat(1300)],
    ['both', '> - '.repeat(1000)],
    ['brackets', '!['.repeat(2000)],
    ['emphasis', '**a '.repeat(1000)],
    ['one long word', 'a'.repeat(4000)],
    ['tables', `${'|a'.repeat(660)}\n${'|-'.repeat(660)}\n${'|b'.repeat(660)}`],
  ])('%s are shown', (_name, text) => {
    // Text that made the parser take minutes: the test's own time limit is what would tell.
    const shown = show(text.slice(0, 4000));
    expect(shown.textContent?.length).toBeGreaterThan(0);
  });

  it('a wide table with many short rows is not filled up with cells, and none of it is lost', () => {
    const wide = `${'|a'.repeat(200)}\n${'|-'.repeat(200)}\n${'b\n'.repeat(1000)}`.trimEnd();
    const shown = show(wide);
    expect(shown.querySelectorAll('td')).toHaveLength(0);
    expect(shown.textContent).toBe(wide);
    const some = `| a | b |\n|-|-|\n${'| c | d |\n'.repeat(30)}`;
    expect(show(some).querySelectorAll('td')).toHaveLength(60);
    // several of them share the bound
    const many = Array.from({ length: 20 }, () => some).join('\n\n');
    expect(show(many).querySelectorAll('td').length).toBeLessThanOrEqual(TABLE_CELLS_MAX);
  });

  it('keeps ordinary nesting', () => {
    expect(show('> > - a').querySelectorAll('blockquote')).toHaveLength(2);
  });
});
