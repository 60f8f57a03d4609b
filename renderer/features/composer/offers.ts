import type { RoomId } from '../../../protocol/ids';
import type { Language } from '../../../protocol/language';
import { OFFERS_MAX } from '../../../protocol/limits';
import { HERE_NAMES } from '../../../protocol/mentions';
import type { UserInfo } from '../../../protocol/model';
import { APP_SLASH, type SlashCommand, type TypedName } from '../../../protocol/slash';
import { asArgument, slashPlace } from '../../../protocol/slash-args';
import type { EmojiEntry, EmojiIndex } from '../../ui/emoji/emoji-data';
import { inTone, searchEmoji } from '../../ui/emoji/emoji-search';
import { complete, type Trigger } from './completion';

/** One line of the list; `insert` takes the place of what was typed. */
export interface Offer {
  kind: Trigger['kind'] | 'here';
  key: string;
  /** What is shown: a name, a command, an emoji's code. */
  name: string;
  insert: string;
  /** The emoji itself, or the command. */
  emoji?: string;
  command?: SlashCommand & { name: TypedName };
}

/** What there is to be offered. */
export interface Known {
  /** The most likely first. */
  people: readonly UserInfo[];
  rooms: readonly { id: RoomId; name: string }[];
  emoji: EmojiIndex | null;
  tone: Parameters<typeof inTone>[1];
  language: Language;
  isHost: boolean;
  isModerator: boolean;
}

const mayUse = ({ hostOnly, moderators }: SlashCommand, known: Known): boolean =>
  (!hostOnly || known.isHost) && (!moderators || known.isModerator);

const HERE: Readonly<Record<Language, string>> = { ko: '여기', en: 'here' };

const hereOffers = (query: string, language: Language): readonly Offer[] => {
  const names = query === '' ? [HERE[language]] : HERE_NAMES;
  return complete(
    query,
    names.map((name) => ({ name })),
    1,
  ).map(({ name }) => ({ kind: 'here', key: 'here', name, insert: `@${name} ` }));
};

/** Codes are English: whoever speaks another language is shown the name. */
const codeOf = ({ codes, name }: EmojiEntry, query: string, language: Language): string => {
  const code = codes.find((one) => one.startsWith(query)) ?? codes[0];
  return language !== 'en' || code === undefined ? name[language] : `:${code}:`;
};

/** What fits, best first, at most OFFERS_MAX. */
export const offersFor = (trigger: Trigger, text: string, known: Known): readonly Offer[] => {
  const { kind, query } = trigger;
  const last = slashPlace(text, trigger.from + query.length)?.last ?? true;
  switch (kind) {
    case 'slash':
      return complete(
        query,
        APP_SLASH.filter((command) => mayUse(command, known)),
        OFFERS_MAX,
      ).map((command) => ({
        kind,
        key: command.name,
        name: command.name,
        insert: command.args.length > 0 ? `/${command.name} ` : `/${command.name}`,
        command,
      }));
    case 'mention': {
      const people = complete(query, known.people, OFFERS_MAX - 1).map(
        ({ id, name }): Offer => ({ kind, key: id, name, insert: `@${name} ` }),
      );
      return [...people, ...hereOffers(query, known.language)];
    }
    case 'user':
      return complete(query, known.people, OFFERS_MAX).map(({ id, name }) => ({
        kind,
        key: id,
        name,
        insert: last ? name : `${asArgument(name, last)} `,
      }));
    case 'room':
      return complete(query, known.rooms, OFFERS_MAX).map(({ id, name }) => ({
        kind,
        key: id,
        name,
        insert: last ? name : `${asArgument(name, last)} `,
      }));
    case 'roomLink':
      return complete(query, known.rooms, OFFERS_MAX).map(({ id, name }) => ({
        kind,
        key: id,
        name,
        insert: `#${name} `,
      }));
    case 'choice': {
      const place = slashPlace(text, trigger.from + query.length);
      const choices = place?.args[place.index]?.choices ?? [];
      return complete(
        query,
        choices.map((name) => ({ name })),
        OFFERS_MAX,
      ).map(({ name }) => ({ kind, key: name, name, insert: last ? name : `${name} ` }));
    }
    case 'emoji':
      return searchEmoji(known.emoji?.entries ?? [], query, OFFERS_MAX).map((entry) => ({
        kind,
        key: entry.emoji,
        name: codeOf(entry, query, known.language),
        emoji: inTone(entry, known.tone),
        insert: `${inTone(entry, known.tone)} `,
      }));
  }
};
