/**
 * What an index is made from: a server's log, or the copy of one. It is followed like a log, by
 * rising marks, so that nothing has to be told to the index when something is written.
 */
import type { RoomId, Seq } from '../protocol/ids';
import type { Found } from '../protocol/search';

export interface Place {
  readonly room: RoomId;
  readonly seq: Seq;
}

/** Something that was written at a mark, and the message that is to be looked at again for it. */
export interface Change {
  readonly mark: number;
  /** Null when no message says anything else for it. */
  readonly place: Place | null;
  /** All messages of this room are gone. */
  readonly ended?: RoomId;
}

/**
 * Promises: marks rise strictly with each write and are never given twice while `name` stays the
 * same; a message that came, was edited or was deleted has a change above every mark that was
 * read before; `message` tells it as it is now.
 */
export interface SearchSource {
  /** Changes when all of it was replaced: an index of something else is thrown away. */
  name(): string;
  /** The highest mark; 0 when there is nothing. */
  newest(): number;
  /** What stands at a mark, in a few letters: tells a file that was restored from a backup. */
  proof(mark: number): string;
  /** Whether this proof was once given for this mark. What stood there may have moved on since. */
  proves(mark: number, proof: string): boolean;
  /** After a mark, in the order of marks. */
  changes(after: number, limit: number): Change[];
  /** After a mark, the newest first; read only as far as it is iterated. */
  changesBack(after: number): Iterable<Change>;
  /** Null when there is none (any more). */
  message(place: Place): Found | null;
  /** Runs what reads, so that all of it sees one moment. */
  reading<T>(work: () => T): T;
}

/** Rooms that may be looked into, and from which seq on each is open to whoever asks. */
export type Scope = ReadonlyMap<RoomId, Seq>;
