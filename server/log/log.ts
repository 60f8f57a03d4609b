/**
 * The ordered, durable truth. Implementations: memory-log.ts, sqlite/. Every one of them must
 * pass log.contract.ts.
 *
 * Promises:
 * - seq is given by `append`, at once and in call order; per room it rises strictly, and `prev`
 *   is the seq before it in that room.
 * - what one `append` brings is committed together with its `mark`, or not at all.
 * - `append`'s promise resolves only after the commit is durable; commits keep call order, and
 *   several appends may share one (group commit).
 * - a change of a message (protocol/apply-change.ts) changes the stored message in the same
 *   commit, so that a page always holds messages as they are; what was deleted is nowhere.
 * - with the event `ended` all that was said in its room is nowhere, its title and topic included:
 *   what is left are places, people and times.
 * - after a commit the followers are called, once per commit, in order, before the promises of
 *   that commit resolve.
 * - when a commit fails, everything staged is refused with `storage-failed`, `onLost` listeners
 *   are told (in-memory state must be folded anew), and the store is reopened and checked before
 *   anything else is accepted.
 */
import { isChange, type Message } from '../../protocol/apply-change';
import type { ChatEvent } from '../../protocol/events';
import type { RoomId, Seq, UserId } from '../../protocol/ids';

type Distributive<T> = T extends unknown ? Omit<T, 'seq' | 'prev'> : never;
/** A room event before it has its place. */
export type RoomDraft = Distributive<ChatEvent>;

/** Facts about the server itself (users, rooms, roles), in their own stream; never sent to clients. */
export interface ServerFact {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** High-water mark of one outbox: the number just used, and what came of it. */
export interface Mark {
  device: UserId;
  epoch: string;
  n: number;
  /** Digest of the command's canonical JSON: the same n with other content is an error. */
  hash: string;
  /**
   * The first answer as JSON of a `Reply`, given again to every repeat. Null: accepted, and
   * answered with the seq of the last event of the same `append` (see `acceptedAt`).
   */
  answer: string | null;
}

/** What is committed whole or not at all. A mark without answer needs at least one event. */
export interface Entry {
  events: readonly RoomDraft[];
  facts?: readonly ServerFact[];
  mark?: Mark;
}

export interface Staged {
  /** Events with seq and prev, valid once `done` resolves. */
  readonly events: readonly ChatEvent[];
  /** Rejects with `storage-failed`; may be left unobserved. */
  readonly done: Promise<void>;
}

/** The answer of a numbered command that became an event. */
export const acceptedAt = (seq: Seq): string => `{"ok":true,"result":{"seq":${seq}}}`;

export interface Revision {
  text: string;
  /** When it was said so, ms since 1970. */
  ts: number;
}

/**
 * Folded into the server's state; messages and what becomes of them are not, unless they are
 * announcements, or files come or go with them.
 */
export const isState = (event: ChatEvent): boolean =>
  event.kind === 'posted'
    ? event.files !== undefined || event.announce === true
    : event.kind === 'deleted' || !isChange(event);

export interface HistoryRange {
  after?: Seq;
  before?: Seq;
  /** At most this many events and bytes of JSON. */
  limit: number;
  maxBytes: number;
}

/** When commits wait, so that more shares them. */
export interface CommitPace {
  /** So much is said that commits are shared: what comes at once after it goes along. */
  busy(): boolean;
  /** For how long the next one waits while it is busy, in ms. */
  waitMs(): number;
  /** For how long it then waits on at most, as long as more comes at once, in ms. */
  gatherMs(): number;
}

export interface Log {
  /** Random name of this log, made when it was created. */
  readonly epoch: string;
  /** An SQLite file that readers of their own may open; null: all of it is read here. */
  readonly file: string | null;
  /**
   * The drafts become the events: they are the log's from here on. Throws `storage-failed` while the
   * store is known to be unusable, so that nothing is folded.
   */
  append(entry: Entry): Staged;
  /** Called with all events of each commit. Returns its own clean-up. */
  follow(listener: (events: readonly ChatEvent[]) => void): () => void;
  onLost(listener: () => void): () => void;
  /** From now on commits wait for as long as this says; before: for nothing. */
  paceBy(pace: CommitPace): void;
  /** Newest staged or committed seq; 0 for an unknown room. */
  head(room: RoomId): Seq;
  /** A page in rising order, and whether more follows in that direction. */
  read(room: RoomId, range: HistoryRange): { events: ChatEvent[]; more: boolean };
  /**
   * Seq of the first event of a room at that moment or later (ms since 1970); null when there is
   * none. Times are taken to rise: where a clock was set back, one of the places that fit is found.
   */
  firstAt(room: RoomId, at: number): Seq | null;
  /** A committed message as it is now; null when there is none of that seq. */
  message(room: RoomId, seq: Seq): Message | null;
  /** What a message said before it was edited, oldest first; empty for others. */
  revisions(room: RoomId, seq: Seq): Revision[];
  /**
   * For folding at start: all facts, then all room events that are state (`isState`), each in the
   * order of their commits. Costs what there is of them, however many
   * messages the log holds.
   */
  replay(visit: { fact(fact: ServerFact): void; event(event: ChatEvent): void }): void;
  /** Highest number staged or recorded for an outbox; 0 when unknown. */
  highWater(device: UserId, epoch: string): number;
  /** What was recorded (committed) for one number: content hash and first answer. */
  answerOf(device: UserId, epoch: string, n: number): { hash: string; answer: string } | null;
  /** Commits what is staged and closes. */
  close(): Promise<void>;
}
