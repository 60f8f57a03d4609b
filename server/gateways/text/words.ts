/** Everything that the plain-text gateway says, in either language; the two have the same keys. */
import type { ByeReason, WaitWhy } from '../../../protocol/envelopes';
import type { ChatError, ErrorCode } from '../../../protocol/errors';
import type { EventOf } from '../../../protocol/events';
import type { Language } from '../../../protocol/language';
import type { Access, Role, Wire } from '../../../protocol/model';
import type { Knock, Notice } from '../../../protocol/order';
import type { OrderSlash } from '../../../protocol/slash-order';

export type { Language };

export interface Words {
  language: Language;
  /** How the lobby is called. */
  lobby: string;
  /** After the first line typed: where one is, as whom, and what can be typed. */
  greeting(facts: {
    server: string;
    name: string;
    room: string;
    others: number;
    /** What the host has to say; empty for nothing. */
    motd: string;
  }): string[];
  /** At the server's own console, in place of the greeting. */
  consoleGreeting(facts: { server: string; name: string }): string[];
  help: readonly string[];
  /** Further lines for whoever keeps order. */
  moderatorHelp: readonly string[];
  orderUsage: Record<OrderSlash, string>;
  /** What was done to whom. */
  ordered: Record<OrderSlash, (name: string) => string>;
  /** Further lines for whoever has the role host. */
  hostHelp: readonly string[];
  languageChosen: string;
  askPassword: string;
  /** Something was typed that only somebody inside can say. */
  stillOutside: string;
  passwordNotNeeded: string;
  tooLong(limit: number): string;
  unknownCommand(name: string): string;
  usage: Record<
    'name' | 'join' | 'create' | 'msg' | 'invite' | 'password' | 'lang' | 'history' | 'find',
    string
  >;
  nowCalled(name: string): string;
  nowIn(room: string, others: number, topic: string): string;
  noRoom: string;
  nothingFound: string;
  moreFound: string;
  /** Typed too fast: the line goes out by itself after the wait. */
  willSend(seconds: number): string;
  left(room: string): string;
  rooms(
    rooms: readonly {
      name: string;
      members: number;
      topic: string;
      access: Access;
      here: boolean;
    }[],
    more: number,
  ): string[];
  who(
    room: string,
    people: readonly { name: string; role: Role; wire: Wire }[],
    more: number,
    away: number,
  ): string[];
  /** `/hand` where there is no classroom, or `/look` by somebody who does not lead it. */
  classroomOnly: string;
  handUp: string;
  handDown: string;
  lookAsked: string;
  topicIs(topic: string): string;
  topicSet: string;
  invited(name: string): string;
  closing: string;
  /** `/shutdown` was typed once. */
  confirmShutdown: string;
  /** Above events of another day than those before; ms since 1970. */
  day(ts: number): string;
  /** Nothing (more) to show of the room. */
  noHistory: string;
  /** There is more before what was shown. */
  moreHistory: string;
  refused: Record<ErrorCode, (error: ChatError) => string>;
  /** `note`: why, in the words of whoever did it. */
  bye: Record<ByeReason, (by: string | undefined, note?: string) => string>;
  /** While one is not in yet. */
  waiting: Record<WaitWhy, string>;
  /** Something that concerns the reader alone. */
  notice(notice: Notice): string;
  /** Who waits at the door, for those who may let them in. */
  knocks(knocks: readonly Knock[]): string[];
  farewell: string;
  /** The console is closed, and the server goes on. */
  consoleFarewell: string;
  /** Lines about what others do; what they say is shown as `NAME: text` in any language. */
  event: {
    created(event: EventOf<'created'>): string;
    joined(event: EventOf<'joined'>): string;
    left(event: EventOf<'left'>): string;
    topic(event: EventOf<'topic'>): string;
    access(event: EventOf<'access'>): string;
    invited(event: EventOf<'invited'>): string;
    renamed(event: EventOf<'renamed'>): string;
    kicked(event: EventOf<'kicked'>): string;
    hand(event: EventOf<'hand'>): string;
    look(event: EventOf<'look'>): string;
    rules(event: EventOf<'rules'>): string;
    titled(event: EventOf<'titled'>): string;
    ended(event: EventOf<'ended'>): string;
    /** Head of the lines of a message that says something else now. */
    edited(name: string): string;
    deleted(event: EventOf<'deleted'>): string;
    pinned(event: EventOf<'pinned'>): string;
    /** Head of a direct message's lines. */
    direct(name: string): string;
  };
}

/** For people: a wait is never told as shorter than it is. */
export const seconds = (error: ChatError): number =>
  Math.max(1, Math.ceil((error.retryAfterMs ?? 1000) / 1000));

/** The same, where there is an end to it; null: for good. */
export const secondsLeft = (error: ChatError): number | null =>
  error.retryAfterMs === undefined ? null : seconds(error);

/** `: reason`, or nothing. */
export const because = (note: string | undefined): string => (note ? `: ${note}` : '');
