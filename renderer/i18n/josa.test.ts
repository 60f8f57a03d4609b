// @vitest-environment jsdom
import { beforeAll, describe, expect, it } from 'vitest';
import { i18n, setLanguage, startI18n } from './index';
import { josaFor } from './josa';

describe('Korean particles', () => {
  it.each([
    ['민수', '이/가', '가'],
    ['지훈', '이/가', '이'],
    ['서버', '을/를', '를'],
    ['지훈2', '은/는', '는'],
    ['방 7', '은/는', '은'],
    ['Minsu', '이/가', '가'],
    ['Jihoon', '이/가', '이'],
  ] as const)('%s takes %s as %s', (word, pair, expected) => {
    expect(josaFor(word, pair)).toBe(expected);
  });

  it('are filled in by the catalogue', () => {
    startI18n('ko');
    expect(i18n.t('connect.nameTaken', { name: '지훈', suggestion: '지훈2' })).toBe(
      '지훈, 이미 쓰고 있는 이름이에요. 지훈2는 어때요?',
    );
  });
});

describe('switching the language', () => {
  beforeAll(() => startI18n('ko'));
  it('takes effect at once, on the document too', () => {
    setLanguage('en');
    expect(i18n.t('common.cancel')).toBe('Cancel');
    expect(document.documentElement.lang).toBe('en');
    setLanguage('ko');
    expect(i18n.t('common.cancel')).toBe('취소');
    expect(document.documentElement.lang).toBe('ko');
  });
});
