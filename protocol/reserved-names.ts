/**
 * Names that nobody but a host may take: they read as an office, as the room's own voice, or as the
 * word that calls everybody (docs/SECURITY.md "Names belong to keys"). The app shows who is a host
 * beside a name; a line in a terminal or in an old program has nothing but the name.
 */
import { HERE_NAMES } from './mentions';
import { skeleton } from './names';

/** What the operator's console is called, and what everybody calls who hosts. */
export const CONSOLE_NAMES = { ko: '방장', en: 'host' } as const;

/** Offices that there are, under the words people know them by. */
const OFFICES = [
  ...Object.values(CONSOLE_NAMES),
  ...['진행자', '운영자', '관리자', '운영진', '주인장'],
  ...['moderator', 'admin', 'administrator', 'operator', 'sysop'],
];

/** Who speaks in lines that nobody typed: `[Notice]`, `[공지]`, and the server by its names. */
const VOICES = [
  ...['notice', 'announcement', 'system', 'server', 'sarangbang'],
  ...['공지', '공지사항', '알림', '안내', '시스템', '서버', '사랑방'],
];

const EVERYBODY = [...HERE_NAMES, 'everyone', 'everybody', '전체', '전원'];

/**
 * Compared without look-alikes: a mention is not found by them either, and of skeletons Ali would
 * be one with all.
 */
const plain = (name: string): string => name.normalize('NFKC').toLowerCase().normalize('NFC');

/** Skeletons of each word and of every two, as in 시스템 관리자; built when first asked. */
let posing: ReadonlySet<string> | undefined;
function whatPoses(): ReadonlySet<string> {
  if (posing) return posing;
  const words = [...OFFICES, ...VOICES];
  const pairs = words.flatMap((first) => words.map((second) => first + second));
  const polite = words.flatMap((word) => [`${word}님`, `the${word}`]);
  posing = new Set([...words, ...pairs, ...polite].map(skeleton));
  return posing;
}

const calling: ReadonlySet<string> = new Set(EVERYBODY.map(plain));

/** The letters and digits of a name, then without digits around them: ★host★ and host2 are host. */
function barely(name: string): string[] {
  const letters = name.normalize('NFKC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  return [letters, letters.replace(/^\p{N}+|\p{N}+$/gu, '')].filter(Boolean);
}

/** Whether a name, as `checkName` lets it through, reads as one of them. */
export function isReservedName(name: string): boolean {
  return [name, ...barely(name)].some(
    (one) => calling.has(plain(one)) || whatPoses().has(skeleton(one)),
  );
}
