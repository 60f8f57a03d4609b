import type { TFunction } from 'i18next';
import type { Coming } from './fold';

type Verb = 'joined' | 'left' | 'visited';

const sentence = (t: TFunction, verb: Verb, names: readonly string[]): string => {
  const [first = '', second = ''] = names;
  if (names.length === 1) return t(`chat.${verb}One`, { name: first });
  if (names.length === 2) return t(`chat.${verb}Two`, { first, second });
  return t(`chat.${verb}Many`, { first, count: names.length - 1 });
};

/** "최유나 님 외 2명이 들어왔어요 · 박지훈 님이 나갔어요" */
export const comingText = (t: TFunction, coming: Coming): string =>
  (['joined', 'left', 'visited'] as const)
    .filter((verb) => coming[verb].length > 0)
    .map((verb) => sentence(t, verb, coming[verb]))
    .join(' · ');
