import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text';

describe('a message without its marks', () => {
  it.each([
    ['제목 글자를 **조금만** 키웠어요', '제목 글자를 조금만 키웠어요'],
    [
      '**마크다운(Markdown)**을 _정말_ *조금* ~~싫어~~ 좋아해요',
      '마크다운(Markdown)을 정말 조금 싫어 좋아해요',
    ],
    ['[여기](https://example.org/a_(b)) 봐 주세요', '여기 봐 주세요'],
    ['# 제목\n> 인용\n- 하나', '제목\n인용\n- 하나'],
    ['색은 `#00686d`로, `**그대로**`', '색은 #00686d로, **그대로**'],
    ['```ts\nconst a = **b**;\n```', 'const a = **b**;'],
    ['snake_case_name 2 * 3 * 4', 'snake_case_name 2 * 3 * 4'],
    ['\\*별\\*', '*별*'],
  ])('%s', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  it('does not tell what is hidden, unless it is meant to', () => {
    expect(plainText('범인은 ||집사||예요')).toBe('범인은 ▒▒▒예요');
    expect(plainText('범인은 ||**집사**||예요', { reveal: true })).toBe('범인은 집사예요');
  });
});
