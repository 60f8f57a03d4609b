/** A log that is forgotten with the process: for tests, and for a server without a data folder. */
import { randomBytes } from 'node:crypto';
import type { Message } from '../../protocol/apply-change';
import type { ChatEvent } from '../../protocol/events';
import type { RoomId, Seq, UserId } from '../../protocol/ids';
import { eventJson } from '../session/event-json';
import {
  acceptedAt,
  type HistoryRange,
  isState,
  type Log,
  type Revision,
  type ServerFact,
} from './log';
import { MemoryRoom } from './memory-room';
import { cutPage, type Row } from './page';
import { PerOutbox } from './per-outbox';
import { createLog, type PlacedEntry, type Store } from './staging';

export interface MemoryLogOptions {
  /** Stands for the disk of this log: may take its time, or fail, before anything is kept. */
  disk?: () => void | Promise<void>;
}

export function createMemoryLog(options: MemoryLogOptions = {}): Log {
  return createLog(new MemoryStore(options.disk));
}

interface Outbox {
  n: number;
  answers: { hash: string; answer: string }[];
}

/** Outlives the log over it, as a file outlives its process. */
export class MemoryStore implements Store {
  readonly epoch = randomBytes(8).toString('hex');
  readonly file = null;
  private readonly rooms = new Map<RoomId, MemoryRoom>();
  private readonly state: ChatEvent[] = [];
  private readonly facts: ServerFact[] = [];
  private readonly outboxes = new PerOutbox<Outbox>();

  constructor(private readonly disk?: MemoryLogOptions['disk']) {}

  usable(): boolean {
    return true;
  }

  write(entries: readonly PlacedEntry[]): void | Promise<void> {
    const waiting = this.disk?.();
    if (waiting) return waiting.then(() => this.keep(entries));
    this.keep(entries);
  }

  head(room: RoomId): Seq {
    return this.rooms.get(room)?.events.at(-1)?.seq ?? 0;
  }

  highWater(device: UserId, epoch: string): number {
    return this.outboxes.get(device, epoch)?.n ?? 0;
  }

  answerOf(device: UserId, epoch: string, n: number): { hash: string; answer: string } | null {
    return this.outboxes.get(device, epoch)?.answers[n - 1] ?? null;
  }

  read(room: RoomId, range: HistoryRange): { events: ChatEvent[]; more: boolean } {
    return cutPage(rowsOf(this.rooms.get(room)?.events ?? [], range), range);
  }

  firstAt(room: RoomId, at: number): Seq | null {
    return this.rooms.get(room)?.events.find(({ ts }) => ts >= at)?.seq ?? null;
  }

  message(room: RoomId, seq: Seq): Message | null {
    return this.rooms.get(room)?.message(seq) ?? null;
  }

  revisions(room: RoomId, seq: Seq): Revision[] {
    return this.rooms.get(room)?.revisions(seq) ?? [];
  }

  replay(visit: Parameters<Log['replay']>[0]): void {
    for (const fact of this.facts) visit.fact(fact);
    for (const event of this.state) visit.event(event);
  }

  recover(_why: unknown, lost: () => void): void {
    lost();
  }

  close(): void {}

  private purge(room: MemoryRoom): void {
    room.purge();
    const kept = this.state.flatMap((event) => {
      const now = this.rooms.get(event.room) === room ? room.events[event.seq - 1] : event;
      return now && isState(now) ? [now] : [];
    });
    this.state.splice(0, this.state.length, ...kept);
  }

  private keep(entries: readonly PlacedEntry[]): void {
    for (const { events, facts, mark } of entries) {
      for (const event of events) {
        let room = this.rooms.get(event.room);
        if (!room) {
          room = new MemoryRoom();
          this.rooms.set(event.room, room);
        }
        room.add(event);
        if (isState(event)) this.state.push(event);
        if (event.kind === 'ended') this.purge(room);
      }
      this.facts.push(...facts);
      if (!mark) continue;
      const { device, epoch } = mark;
      const outbox = this.outboxes.get(device, epoch) ?? { n: 0, answers: [] };
      outbox.n = mark.n;
      const answer = mark.answer ?? acceptedAt(events.at(-1)?.seq ?? 0);
      outbox.answers.push({ hash: mark.hash, answer });
      this.outboxes.set(device, epoch, outbox);
    }
  }
}

/** Seqs of this log are dense and start at 1, so that a seq tells its index. */
function* rowsOf(events: readonly ChatEvent[], range: HistoryRange): Iterable<Row> {
  const first = range.after ?? 0;
  const last = Math.min(events.length, (range.before ?? Number.POSITIVE_INFINITY) - 1);
  const rising = range.after !== undefined;
  for (let i = 0; i < last - first; i += 1) {
    const event = events[rising ? first + i : last - 1 - i];
    if (event) yield { event, bytes: Buffer.byteLength(eventJson(event)) };
  }
}
