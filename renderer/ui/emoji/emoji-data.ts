/**
 * All emoji with their names and words in Korean and English, out of files that come with the
 * app. Loaded when they are first needed, and never from a network.
 */
import { getChoseong } from 'es-hangul';
import { plainEmoji, type SkinTone } from '../../../protocol/emoji';
import type { Language } from '../../../protocol/language';
import { type EmojiSupport, emojiSupport } from './emoji-support';

export type Tone = Exclude<SkinTone, 'none'>;

export interface EmojiEntry {
  emoji: string;
  group: number;
  name: Readonly<Record<Language, string>>;
  /** Lower-case words by which it is found, in both languages. */
  words: readonly string[];
  /** What is typed between colons, the shortest known to other chats first. */
  codes: readonly string[];
  skins?: Readonly<Record<Tone, string>>;
}

export interface EmojiIndex {
  entries: readonly EmojiEntry[];
  groups: readonly { index: number; name: Readonly<Record<Language, string>> }[];
  tones: Readonly<Record<Language, Readonly<Record<Tone, string>>>>;
}

/** The parts of the data files (emojibase-data 17) that are used. */
export interface RawEmoji {
  hexcode: string;
  emoji: string;
  label: string;
  tags?: string[];
  group?: number;
  subgroup?: number;
  version: number;
  skins?: { emoji: string; tone?: number | number[] }[];
}
export interface RawKorean {
  hexcode: string;
  label: string;
  tags?: string[];
}
export interface RawMessages {
  groups: { key: string; message: string; order: number }[];
  subgroups: { key: string; order: number }[];
  skinTones: { key: string; message: string }[];
}
export interface RawFiles {
  en: readonly RawEmoji[];
  ko: readonly RawKorean[];
  messages: Readonly<Record<Language, RawMessages>>;
  codes: Readonly<Record<string, string | string[]>>;
}

/** Tones are numbered from light to dark. */
const TONES: readonly Tone[] = ['light', 'medium-light', 'medium', 'medium-dark', 'dark'];

const skinsOf = ({ skins }: RawEmoji): Record<Tone, string> | undefined => {
  const found = TONES.map((_, index) => skins?.find(({ tone }) => tone === index + 1)?.emoji);
  if (!found.every((emoji) => emoji !== undefined)) return undefined;
  return Object.fromEntries(TONES.map((tone, index) => [tone, found[index]])) as Record<
    Tone,
    string
  >;
};

const isHangul = (text: string): boolean => /\p{Script=Hangul}/u.test(text);

/** Puts the files together, without what `support` says cannot be drawn. Pure. */
export const buildIndex = (files: RawFiles, support: EmojiSupport): EmojiIndex => {
  const korean = new Map(files.ko.map((entry) => [entry.hexcode, entry]));
  const { subgroups } = files.messages.en;
  const flags = subgroups.find(({ key }) => key === 'country-flag')?.order;
  const component = files.messages.en.groups.find(({ key }) => key === 'component')?.order;
  const entries = files.en.flatMap((raw): EmojiEntry[] => {
    if (raw.group === undefined || raw.group === component) return [];
    if (raw.version > support.version || (!support.flags && raw.subgroup === flags)) return [];
    const ko = korean.get(raw.hexcode);
    const name = { ko: ko?.label ?? raw.label, en: raw.label };
    const codes = [files.codes[raw.hexcode] ?? []].flat();
    const hangul = [name.ko, ...(ko?.tags ?? [])].filter(isHangul);
    const words = [
      ...[name.ko, name.en, ...(ko?.tags ?? []), ...(raw.tags ?? []), ...codes],
      ...hangul.map((word) => getChoseong(word)),
    ].map((word) => word.toLowerCase());
    const skins = skinsOf(raw);
    return [
      {
        emoji: plainEmoji(raw.emoji),
        group: raw.group,
        name,
        words: [...new Set(words)],
        codes,
        ...(skins && { skins }),
      },
    ];
  });
  const messageOf = (language: Language, order: number): string =>
    files.messages[language].groups.find((group) => group.order === order)?.message ?? '';
  const groups = files.messages.en.groups
    .filter(({ order }) => order !== component)
    .map(({ order }) => ({
      index: order,
      name: { ko: messageOf('ko', order), en: messageOf('en', order) },
    }));
  const tonesOf = (language: Language) =>
    Object.fromEntries(
      files.messages[language].skinTones.map(({ key, message }) => [key, message]),
    ) as Record<Tone, string>;
  return { entries, groups, tones: { ko: tonesOf('ko'), en: tonesOf('en') } };
};

const samplesOf = (emoji: readonly RawEmoji[]): ReadonlyMap<number, string> => {
  const samples = new Map<number, string>();
  for (const { version, emoji: sample } of emoji)
    if (!samples.has(version)) samples.set(version, sample);
  return samples;
};

let loading: Promise<EmojiIndex> | null = null;

/** The same answer every time; about 1.4 MB of files are read the first time. */
export const loadEmoji = (): Promise<EmojiIndex> => {
  loading ??= (async () => {
    const [en, ko, messagesEn, messagesKo, codes] = await Promise.all([
      import('emojibase-data/en/data.json'),
      import('emojibase-data/ko/compact.json'),
      import('emojibase-data/en/messages.json'),
      import('emojibase-data/ko/messages.json'),
      import('emojibase-data/en/shortcodes/github.json'),
    ]);
    const files = {
      en: en.default,
      ko: ko.default,
      messages: { en: messagesEn.default, ko: messagesKo.default },
      codes: codes.default,
    } as unknown as RawFiles;
    return buildIndex(files, emojiSupport(samplesOf(files.en)));
  })();
  loading.catch(() => {
    loading = null;
  });
  return loading;
};
