/** What a member process is told and what it tells, over the channel between two Node processes. */
import type { ChatEvent } from '../../protocol/events';
import type { RoomId } from '../../protocol/ids';
import type { PendingMessage, ServerStatus } from '../../protocol/views';

export interface MemberOptions {
  /** Of its own: copy, key, journal. */
  folder: string;
  name: string;
  port: number;
  fingerprint: string;
  seed: number;
}

export type Order =
  | { do: 'talk'; on: boolean }
  /** Comes back when another process of the same key took its place. */
  | { do: 'return' }
  | { do: 'room'; name: string; create: boolean }
  | { do: 'state' }
  | { do: 'dump' };

export interface State {
  status: ServerStatus;
  /** Not refused, and not with the server. */
  waiting: number;
  /** Newest seq held, by room that it is in. */
  held: Record<RoomId, number>;
}

export interface Dump {
  user: string;
  /** The copy, with messages as they are now. */
  rooms: Record<RoomId, ChatEvent[]>;
  pending: PendingMessage[];
  /** It is not in the other rooms. */
  partial?: true;
  /** First words of what its window shows at the end of a room, oldest first. */
  window?: { room: RoomId; keys: string[] };
}

export type Answer = State | Dump | true;

/** One line of a member's journal, written before anything else happens. */
export type Note =
  /** A process begins with what it finds. */
  | { t: 'begin'; held: Record<RoomId, Mark[]> }
  /** Is about to be handed to the client, and was kept by it. */
  | { t: 'want' | 'kept'; key: string; room: RoomId }
  /** Events were shown. */
  | { t: 'shown'; marks: [RoomId, Mark][] }
  /** The server accepted a change. */
  | { t: 'accepted'; what: 'edit' | 'delete' | 'react'; room: RoomId; target: number };

/** What of an event never changes: seq, kind, author. */
export type Mark = readonly [seq: number, kind: string, by: string];

export const markOf = ({ seq, kind, by }: ChatEvent): Mark => [seq, kind, by];

/** A message is known by its first word, whatever edits do to the rest. */
export const keyOf = (text: string): string => text.split(' ', 1)[0] ?? '';
/** Only these are ever deleted: of a deleted message nothing is left to know it by. */
export const isPassing = (key: string): boolean => key.startsWith('~');
