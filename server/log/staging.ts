/**
 * What every log of one process does the same way: gives places, groups commits, tells followers.
 * A store below it only writes and reads.
 */

import type { Message } from '../../protocol/apply-change';
import { Refusal } from '../../protocol/errors';
import type { ChatEvent } from '../../protocol/events';
import type { RoomId, Seq, UserId } from '../../protocol/ids';
import { GroupCommit } from './group-commit';
import type {
  Entry,
  HistoryRange,
  Log,
  Mark,
  Revision,
  RoomDraft,
  ServerFact,
  Staged,
} from './log';
import { PerOutbox } from './per-outbox';

/** One append with its places given. */
export interface PlacedEntry {
  readonly events: readonly ChatEvent[];
  readonly facts: readonly ServerFact[];
  readonly mark: Mark | undefined;
}

/** Committed things only. */
export interface Store {
  readonly epoch: string;
  readonly file: string | null;
  /** False while it cannot be used; may try to come back when asked. */
  usable(): boolean;
  write(entries: readonly PlacedEntry[]): void | Promise<void>;
  head(room: RoomId): Seq;
  highWater(device: UserId, epoch: string): number;
  answerOf(device: UserId, epoch: string, n: number): { hash: string; answer: string } | null;
  read(room: RoomId, range: HistoryRange): { events: ChatEvent[]; more: boolean };
  firstAt(room: RoomId, at: number): Seq | null;
  message(room: RoomId, seq: Seq): Message | null;
  revisions(room: RoomId, seq: Seq): Revision[];
  replay: Log['replay'];
  /** After a failed write: reopen and check. `lost` is to be called once the store can be read. */
  recover(why: unknown, lost: () => void): void;
  close(): void;
}

/** Numbers of outboxes are remembered while they are in use; the store knows the others. */
const MARKS_CACHED = 10_000;

export function createLog(store: Store): Log {
  const heads = new Map<RoomId, Seq>();
  const marks = new PerOutbox<number>();
  const followers = new Set<(events: readonly ChatEvent[]) => void>();
  const lostListeners = new Set<() => void>();
  let closed: Promise<void> | null = null;

  const forgetStaged = () => {
    heads.clear();
    marks.clear();
  };

  const commits = new GroupCommit<PlacedEntry>({
    write: (entries) => store.write(entries),
    committed(entries) {
      if (marks.size > MARKS_CACHED && !commits.busy) marks.clear();
      const events = entries.length === 1 && entries[0] ? entries[0].events : eventsOf(entries);
      if (events.length === 0) return;
      for (const follower of followers) follower(events);
    },
    failed(why) {
      store.recover(why, () => {
        forgetStaged();
        for (const listener of lostListeners) listener();
      });
    },
  });

  const head = (room: RoomId): Seq => {
    let seq = heads.get(room);
    if (seq === undefined) {
      seq = store.head(room);
      heads.set(room, seq);
    }
    return seq;
  };

  const highWater = (device: UserId, epoch: string): number => {
    let n = marks.get(device, epoch);
    if (n === undefined) {
      n = store.highWater(device, epoch);
      marks.set(device, epoch, n);
    }
    return n;
  };

  const place = (entry: Entry): PlacedEntry => ({
    events: entry.events.map((draft) => {
      const prev = head(draft.room);
      heads.set(draft.room, prev + 1);
      // In place, since a draft is handed over: each copy would cost as much as all else here.
      const event = draft as RoomDraft & { seq: Seq; prev: Seq };
      event.seq = prev + 1;
      event.prev = prev;
      return event as ChatEvent;
    }),
    facts: entry.facts ?? [],
    mark: entry.mark,
  });

  const usable = () => {
    if (closed || !store.usable()) throw new Refusal('storage-failed');
  };

  return {
    epoch: store.epoch,
    file: store.file,
    append(entry: Entry): Staged {
      usable();
      const { mark } = entry;
      if (mark) checkMark(entry, highWater(mark.device, mark.epoch));
      const placed = place(entry);
      if (mark) marks.set(mark.device, mark.epoch, mark.n);
      return { events: placed.events, done: commits.stage(placed) };
    },
    follow(listener) {
      followers.add(listener);
      return () => followers.delete(listener);
    },
    paceBy(pace) {
      commits.pace = pace;
    },
    onLost(listener) {
      lostListeners.add(listener);
      return () => lostListeners.delete(listener);
    },
    head(room) {
      usable();
      return head(room);
    },
    read(room, range) {
      usable();
      return store.read(room, range);
    },
    firstAt(room, at) {
      usable();
      return store.firstAt(room, at);
    },
    message(room, seq) {
      usable();
      return store.message(room, seq);
    },
    revisions(room, seq) {
      usable();
      return store.revisions(room, seq);
    },
    replay(visit) {
      usable();
      store.replay(visit);
    },
    highWater(device, epoch) {
      usable();
      return highWater(device, epoch);
    },
    answerOf(device, epoch, n) {
      usable();
      return store.answerOf(device, epoch, n);
    },
    close() {
      closed ??= commits.drain().then(() => store.close());
      return closed;
    },
  };
}

/** The log keeps numbers without a hole even if whoever numbers should be wrong. */
function checkMark(entry: Entry, highWater: number): void {
  const mark = entry.mark as Mark;
  if (mark.n !== highWater + 1) throw new Error(`mark ${mark.n} does not follow ${highWater}`);
  if (mark.answer === null && entry.events.length === 0) {
    throw new Error('a mark without an answer needs an event');
  }
}

function eventsOf(entries: readonly PlacedEntry[]): ChatEvent[] {
  const events: ChatEvent[] = [];
  for (const entry of entries) for (const event of entry.events) events.push(event);
  return events;
}
