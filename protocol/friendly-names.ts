/**
 * Names for whoever has none yet: two words that can be said across a room, e.g. 느긋한 고래 or
 * Calm Whale. Anybody may keep one; nothing is hidden behind it.
 */
import type { Language } from './language';
import { isReservedName } from './reserved-names';

const WORDS: Readonly<Record<Language, { first: readonly string[]; second: readonly string[] }>> = {
  ko: {
    first: words(
      '느긋한 반가운 든든한 씩씩한 다정한 포근한 고요한 상냥한 부지런한 재빠른 환한 맑은',
    ),
    second: words(
      '고래 수달 다람쥐 두루미 거북이 고양이 강아지 토끼 여우 펭귄 부엉이 참새 감나무 등대',
    ),
  },
  en: {
    first: words('Calm Bright Kind Brave Gentle Sunny Quiet Merry Swift Warm Clever Happy'),
    second: words(
      'Whale Otter Squirrel Crane Turtle Cat Puppy Rabbit Fox Penguin Owl Sparrow Maple Comet',
    ),
  },
};

function words(text: string): readonly string[] {
  return text.split(' ');
}

/** `random` gives numbers from 0 up to but not 1. */
export function friendlyName(language: Language, random: () => number = Math.random): string {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const { first, second } = WORDS[language];
  return `${pick(first)} ${pick(second)}`;
}

const NOBODY = new Set(
  'root user admin administrator guest owner default student teacher pi ubuntu debian pc test'.split(
    ' ',
  ),
);

/** Whether a name of the system's says nothing about the person, or says too much. */
export const isNobody = (name: string): boolean =>
  NOBODY.has(name.trim().toLowerCase()) || isReservedName(name);
