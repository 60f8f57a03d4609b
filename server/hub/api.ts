/** The hub as gateways see it: the single place that decides. */
import type { Command, CommandOf, Verb } from '../../protocol/commands';
import type { ByeReason, WaitWhy } from '../../protocol/envelopes';
import type { ChatError } from '../../protocol/errors';
import type { RoomId, UserId } from '../../protocol/ids';
import type { RoomInfo, UserInfo, Wire } from '../../protocol/model';
import type { Knock } from '../../protocol/order';
import type { ReplyTo } from '../../protocol/replies';
import type { ImportInto } from '../backup/import-room';
import type { FileHouse } from '../files/house';
import type { HandoverDesk } from '../handover/desk';
import type { HistoryRange, Log } from '../log/log';
import type { ServerOptions } from '../options';
import type { Traffic } from '../session/hub-session';
import type { Session, SessionSink, StateFrame } from '../session/session';
import type { LookUp } from '../workers/searches';
import type { Pacing } from './pace';

export type { WaitWhy };

export interface EnterRequest {
  /** Public key's user id, or null for a guest. */
  user: UserId | null;
  /** Raw device key, base64url; null for a guest. */
  key: string | null;
  name: string;
  /** Guests of plain wires take any free variant of a taken name instead of being refused. */
  takeVariant: boolean;
  wire: Wire;
  verified: boolean;
  features: readonly string[];
  address: string;
  outbox: string | null;
  password?: string;
  /** Token of an invite that a host gave. */
  invite?: string;
  /**
   * For wires that can wait at the door, where somebody has to be asked or a place has to open.
   * Left out: whoever would have to wait is refused with `knock` or `full`.
   */
  wait?: {
    /** Called when the waiting begins, and when it is for something else. */
    told(waiting: { why: WaitWhy; limit?: number }): void;
    /** Aborted when the connection is gone. */
    readonly signal: AbortSignal;
  };
  /** Bytes that the connection has carried, where somebody counts them. */
  traffic?: Traffic;
  /**
   * Room that a guest finds themselves in, whatever its access: the host bound their wire to it.
   * Left out, or not there (any more): the lobby. Null: none until they join one.
   */
  home?: RoomId | null;
}

export interface Entered {
  session: Session;
  me: UserInfo;
  /** Highest number recorded for the outbox. */
  hw: number;
}

export interface Hub {
  /**
   * Admits somebody: password, name, capacity, bans. Closes older sessions of the same key.
   * A first visit joins the lobby. Rejects with a `Refusal`; may take long, see `wait`.
   * Until `start` is called the session receives nothing, so that `welcome` can go first.
   */
  enter(request: EnterRequest, sink: SessionSink): Promise<Entered>;
  /** Sends the state (rooms, users, members, ready) and goes live. */
  start(session: Session): void;
  /** The connection is gone. Guests leave their rooms; others go offline. */
  leave(session: Session): void;
  /** The only way to change anything. `n` numbers it within the session's outbox. */
  submit<V extends Verb>(session: Session, command: CommandOf<V>, n?: number): Promise<ReplyTo<V>>;
  submit(session: Session, command: Command, n?: number): Promise<ReplyTo<Verb>>;
  /** For gateways that speak in sentences. */
  roomsFor(session: Session): RoomInfo[];
  membersOf(room: RoomId): UserInfo[];
  /**
   * Rooms in the order in which they were made, for wires that know them by number: the lobby is 1,
   * no number is given twice, and a restart changes none. Undefined for direct rooms.
   */
  numberOf(room: RoomId): number | undefined;
  /** The room of a number, whoever may see it; undefined when there is none (any more). */
  roomNumbered(number: number): RoomId | undefined;
  user(id: UserId): UserInfo | undefined;
  /** Heads of the session's rooms that changed since it was last asked (goes with the ping). */
  changedHeads(session: Session): Record<RoomId, number>;
  /** All heads of the session's rooms. */
  heads(session: Session): Record<RoomId, number>;
  needsPassword(): boolean;
  people(): number;
  /** Whoever waits at the door, for those who may let them in. */
  knocks(session: Session): Knock[];
}

/** What the composition root holds: the hub, and what only it may do with it. */
export interface RunningHub extends Hub {
  /**
   * Lets in whoever sits at the server itself, with the role host: without a password, and without
   * taking anybody's place. Gateways have no way to it. Rejects with a `Refusal`.
   */
  enterOperator(name: string, sink: SessionSink): Promise<Entered>;
  /** Called with each new count of connected people; returns its own clean-up. */
  onPeople(listener: (people: number) => void): () => void;
  /** A room, not one of two people, by its id or else by its name; null when there is none. */
  findRoom(text: string): RoomId | null;
  /**
   * From now on this is asked of everybody who is not a host; null: nothing. Whoever is in stays.
   * Rejects when it cannot be hashed now.
   */
  setPassword(password: string | null): Promise<void>;
  /** What is asked of newcomers, for whoever takes the server over. */
  password(): string | undefined;
  /**
   * While held, whatever would change the server is refused with `shutting-down`, also coming in.
   * Resolves when what was accepted before is committed.
   */
  hold(on: boolean): Promise<void>;
  /** Writes a room that comes out of a file, see backup/import-room.ts. */
  importing(): ImportInto;
  /** Somebody who is connected. */
  present(user: UserId): Session | undefined;
  /** Told to everybody whose client knows the feature, but to these people. */
  tell(feature: string, frame: StateFrame, but?: readonly UserId[]): void;
  /**
   * Refuses further commands (`shutting-down`), waits for every commit under way, hands out what
   * is not yet handed out, lets guests leave and closes every session with `bye`.
   * The log stays open; whoever opened it closes it. Safe to call twice.
   */
  stop(reason: ByeReason, by?: string): Promise<void>;
}

export interface HubDeps {
  log: Log;
  options: Pick<ServerOptions, 'password' | 'capacity' | 'hosts' | 'rateLimit' | 'log'>;
  /** A host asked for the end of the server; whoever owns the process then calls `stop`. */
  onShutdownAsked(asked: { by: string }): void;
  /**
   * Reads history beside the event loop: resolves to the events as a JSON array in UTF-8, or to
   * null when it is to be read from the log here. Left out: always here.
   */
  readPage?: (
    room: RoomId,
    range: HistoryRange,
  ) => Promise<{ events: Uint8Array; more: boolean } | null>;
  /** Bytes on disk of the log and of files; left out where there is no disk. */
  diskUse?: () => Promise<{ log: number; files: number }>;
  /** Looks messages up beside the event loop; null: to be looked for here. Left out: always here. */
  lookUp?: LookUp;
  /** Hands the server over; left out, or null: there is nothing on a disk to hand over. */
  handover?: () => HandoverDesk | null;
  /** Keeps the bytes of files. Left out: none are taken. */
  files?: FileHouse;
  /** Milliseconds since 1970; default `Date.now`. */
  now?: () => number;
  /** When commits and flushes wait; default: by what is said. */
  pace?: Pacing;
}
export type { ChatError };
