/** What notifications say. Pure; the words come from i18n. */
import type { EventOf } from '../../protocol/events';
import { NOTIFY_TEXT_CHARS } from '../../protocol/limits';
import { oneLine } from '../../protocol/text';
import { fill, type Words } from '../i18n/words';

/** Characters that turn the direction of what follows: not in the system's own windows. */
const TURNS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const SPOILER = /\|\|([\s\S]+?)\|\|/g;
const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** At most so many UTF-16 units, never half a syllable or emoji. */
const cut = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length >= limit) break;
    kept += segment;
  }
  return `${kept}…`;
};

/** A message as one line of plain text: what is hidden there is hidden here. */
export const excerpt = (event: EventOf<'posted'>, words: Words): string => {
  const text = event.text
    .replace(/^```[^\n]*\n?|```$/gm, '')
    .replace(SPOILER, (_all, hidden: string) => '■'.repeat(Math.min(hidden.length, 8)));
  const line = oneLine(text).replace(TURNS, '');
  if (line) return cut(line, NOTIFY_TEXT_CHARS);
  const [file] = event.files ?? [];
  return file
    ? fill(words.noteFile, { name: cut(oneLine(file.name).replace(TURNS, ''), 80) })
    : words.noteMessage;
};

export interface Scene {
  /** The room's name; for a direct one, the other's. */
  room: string;
  direct: boolean;
  server: string;
  hidden: boolean;
}

const place = ({ room, direct }: Scene): string => (direct ? room : `#${room}`);

/** One message. */
export const noteOf = (event: EventOf<'posted'>, scene: Scene, words: Words) => {
  if (scene.hidden) return { title: scene.server, body: words.noteMessage };
  const title = scene.direct ? event.name : `${event.name} · ${place(scene)}`;
  return { title, body: excerpt(event, words) };
};

/** Several of one room, gathered; the newest one is shown. */
export const gatheredNote = (
  count: number,
  newest: EventOf<'posted'>,
  scene: Scene,
  words: Words,
) => {
  const many = fill(words.noteMany, { count });
  if (scene.hidden) return { title: scene.server, body: many };
  const last = excerpt(newest, words);
  const body = scene.direct ? last : `${newest.name}: ${last}`;
  return { title: `${place(scene)} · ${many}`, body };
};

/** What came while one was away, all of it in one. */
export const summaryNote = (
  about: { messages: number; rooms: number; calls: number; server: string },
  words: Words,
) => {
  const { messages, rooms, calls, server } = about;
  const sentence = rooms === 1 ? words.noteSummaryOne : words.noteSummary;
  const body = fill(sentence, { count: messages, rooms });
  return {
    title: server,
    body: calls > 0 ? `${body} · ${fill(words.noteCalls, { calls })}` : body,
  };
};

/** Somebody asks for something: to be let in, or to speak. `count`: how many do; `name`: the newest. */
export const askingNote = (
  what: 'knock' | 'hand',
  about: { count: number; name: string; place: string; hidden: boolean },
  words: Words,
) => {
  const { count, place: where, hidden } = about;
  const name = cut(oneLine(about.name).replace(TURNS, ''), 80);
  const knock = what === 'knock';
  if (hidden) return { title: where, body: knock ? words.noteKnockHidden : words.noteHandHidden };
  if (count > 1) {
    const many = knock ? words.noteKnocks : words.noteHands;
    return { title: where, body: fill(many, { name, others: count - 1 }) };
  }
  return { title: where, body: fill(knock ? words.noteKnock : words.noteHand, { name }) };
};
