import { describe, expect, it } from 'vitest';
import { fenced, pasteAs } from './clipboard';
import { htmlToMarkdown } from './html-to-markdown';

describe('what a paste becomes', () => {
  const nothing = { text: 'x', html: '', editor: '', files: 0 };
  it.each([
    [nothing, 'plain'],
    [{ ...nothing, html: '<meta charset="utf-8"><span style="color:red">x</span>' }, 'plain'],
    [{ ...nothing, html: '<p>a <b>b</b></p>' }, 'html'],
    [{ ...nothing, html: `<b>${'x'.repeat(600_000)}</b>` }, 'plain'],
    [{ ...nothing, text: '', files: 1, html: '<img src="https://example.com/x.png">' }, 'files'],
    [{ ...nothing, files: 1, html: '<table><tr><td>1</td></tr></table>' }, 'html'],
    [{ ...nothing, text: 'a\nb', editor: '{"mode":"typescript"}' }, 'code'],
    [{ ...nothing, text: 'word', editor: '{"mode":"typescript"}', html: '<b>word</b>' }, 'plain'],
  ])('%#', (pasted, kind) => {
    expect(pasteAs(pasted).kind).toBe(kind);
  });

  it('code cannot end its own block', () => {
    expect(fenced('```\nx\n```\n', 'md')).toBe('````md\n```\nx\n```\n````\n');
  });
});

describe('HTML as Markdown', () => {
  it.each([
    ['<p><b>마크다운(Markdown)</b>을 써요</p>', '**마크다운(Markdown)**을 써요'],
    ['<p><i>가나</i>다</p>', '*가나*다'],
    ['<p>3~5시, snake_case [x]</p>', '3~5시, snake_case [x]'],
    ['<p>하나<br>둘</p><p>셋</p>', '하나\n둘\n\n셋'],
    ['<ul><li>하나<ul><li>둘</li></ul></li></ul>', '- 하나\n  - 둘'],
    ['<ol><li>a</li><li>b</li></ol>', '1. a\n2. b'],
    ['<h2>제목</h2><blockquote>인용</blockquote>', '## 제목\n\n> 인용'],
    ['<pre><code class="language-js">let a\n= 1</code></pre>', '```js\nlet a\n= 1\n```'],
    ['<a href="https://example.com/a_b">여기</a>', '[여기](https://example.com/a_b)'],
    ['<p>https://example.com/a_b</p>', 'https://example.com/a_b'],
    ['<s>옛</s> <code>x</code>', '~~옛~~ `x`'],
  ])('%s', (html, markdown) => {
    expect(htmlToMarkdown(html)).toBe(markdown);
  });

  it('keeps tables', () => {
    const html =
      '<table><tr><th>이름</th><th>점</th></tr><tr><td>민수</td><td>3|4</td></tr></table>';
    expect(htmlToMarkdown(html)).toBe('| 이름 | 점 |\n| - | - |\n| 민수 | 3\\|4 |');
  });

  it('reads Google Docs, which writes bold as a style inside a <b> that is not', () => {
    const html =
      '<b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:400">그냥 </span><span style="font-weight:700">굵게</span><span style="font-style:italic">기울임</span></p></b>';
    expect(htmlToMarkdown(html)).toBe('그냥 **굵게***기울임*');
  });

  it('reads lists of Word, which are paragraphs', () => {
    const item = (level: number, marker: string, text: string) =>
      `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${marker}<span>&nbsp; </span></span><![endif]>${text}<o:p></o:p></p>`;
    const html = `<p>앞</p>${item(1, '·', '하나')}\n${item(2, 'o', '하나 둘')}\n${item(1, '·', '둘')}<p>뒤</p>`;
    expect(htmlToMarkdown(html)).toBe('앞\n\n- 하나\n  - 하나 둘\n- 둘\n\n뒤');
  });

  it.each([
    ['<a href="javascript:alert(1)">x</a>', 'x'],
    ['<script>alert(1)</script>안녕', '안녕'],
    ['<img src="https://example.com/t.gif" onerror="alert(1)" alt="고양이">', '고양이'],
    ['<iframe src="https://example.com"></iframe>a', 'a'],
    ['<style>p{}</style><p>a</p>', 'a'],
    ['<p style="display:none">비밀</p>보임', '보임'],
  ])('keeps nothing that could do harm: %s', (html, markdown) => {
    expect(htmlToMarkdown(html)).toBe(markdown);
  });

  it('ends, whatever it is given', () => {
    expect(htmlToMarkdown('<b>'.repeat(20_000)).length).toBeLessThan(1_000_000);
    expect(htmlToMarkdown('<table><tr>'.repeat(2_000)).length).toBeLessThan(1_000_000);
  });
});
