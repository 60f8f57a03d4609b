/** What happened in a room, as lines of a terminal. Pure; nothing in them can steer the terminal. */
import type { ChatEvent, EventOf } from '../../protocol/events';
import { mentionsName, splitMentions } from '../../protocol/mentions';
import { lineName, withLineNames } from '../../server/gateways/line-name';
import { plainText } from '../../server/gateways/plain-text';
import { WORDS as TEXT } from '../../server/gateways/text/languages';
import { printable, printableLines } from '../printable';
import { type Language, WORDS } from '../words';
import { colourOf, type Paint } from './paint';

export interface Look {
  language: Language;
  paint: Paint;
  /** My name, for mentions; empty for none. */
  me: string;
  /** A direct message: who writes to whom. */
  direct?: { from: string; to: string };
}

/** The time, then what it is. Further lines of a message are set in, so that none poses as another's. */
export function eventLines(event: ChatEvent, look: Look): string[] {
  const { paint, language } = look;
  const time = paint('dim', clock(event.ts, language));
  if (event.kind === 'posted') return said(event, time, look);
  const clean = cleaned(event);
  const line = quiet(clean, language);
  return line === null ? [] : printableLines(line).map((one) => `${time} ${paint('dim', one)}`);
}

function said(event: EventOf<'posted'>, time: string, { paint, me, language, direct }: Look) {
  const [first = '', ...more] = printableLines(plainText(event, language)).map((line) =>
    marked(line, event, me, paint),
  );
  const mark = event.wire === undefined ? '' : ` (${WORDS[language].connect.terminal})`;
  const who = direct
    ? `${paint('bold', lineName(direct.from))} → ${paint('bold', lineName(direct.to))}`
    : `${paint(colourOf(event.by), shownName(event.name))}${paint('dim', mark)}`;
  return [
    `${time} ${who}: ${first}`,
    ...more.map((line) => `${SET_IN}${paint('dim', '│')} ${line}`),
  ];
}
const SET_IN = ' '.repeat(6);

/** Where I am called by name stands out. */
function marked(line: string, { text }: { text: string }, me: string, paint: Paint): string {
  if (me === '' || !mentionsName(text, me)) return line;
  return splitMentions(line, [me])
    .map((part) => (typeof part === 'string' ? part : paint('reverse', part.mention)))
    .join('');
}

/** Null for what a terminal does not show. */
function quiet(event: Exclude<ChatEvent, { kind: 'posted' }>, language: Language): string | null {
  const { event: about } = TEXT[language];
  switch (event.kind) {
    case 'created':
      return about.created(event);
    case 'joined':
      return about.joined(event);
    case 'left':
      return about.left(event);
    case 'topic':
      return about.topic(event);
    case 'access':
      return about.access(event);
    case 'invited':
      return about.invited(event);
    case 'renamed':
      return about.renamed(event);
    case 'edited':
      return event.text === '' ? null : `${about.edited(event.name)}: ${event.text}`;
    case 'deleted':
      return about.deleted(event);
    case 'pinned':
      return event.on ? about.pinned(event) : null;
    case 'kicked':
      return about.kicked(event);
    case 'rules':
      return about.rules(event);
    case 'titled':
      return about.titled(event);
    case 'ended':
      return about.ended(event);
    case 'hand':
      return event.on ? about.hand(event) : null;
    case 'look':
      return about.look(event);
    case 'reacted':
    case 'acked':
      return null;
  }
}

/** Every text in it that somebody chose. */
function cleaned<E extends ChatEvent>(event: E): E {
  const copy: Record<string, unknown> = { ...event };
  if (typeof copy.topic === 'string') copy.topic = printable(copy.topic);
  return withLineNames(copy as E, shownName);
}

/** A hostile server may have put anything into it, and a person what looks like a line. */
const shownName = (name: string): string => lineName(printable(name));

const LOCALES = { ko: 'ko-KR', en: 'en-GB' } as const;

const clock = (ts: number, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(ts);

/** For telling days apart, by this computer's calendar. */
export const dayOf = (ts: number): string => new Date(ts).toDateString();

export const dayLine = (ts: number, language: Language): string =>
  `── ${new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'full' }).format(ts)} ──`;
