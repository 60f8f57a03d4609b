import { type Change, isChange } from '../../../protocol/apply-change';
import type { ChatEvent, EventOf } from '../../../protocol/events';
import type { UserId } from '../../../protocol/ids';
import type { PendingMessage } from '../../../protocol/views';
import { type Coming, fold } from './fold';

/** A block ends when its author was silent for this long. */
export const BLOCK_GAP_MS = 5 * 60_000;

/** One line of the list. `key` names it for as long as it is shown, sent or not. */
export type Row =
  | { kind: 'day'; key: string; ts: number }
  | { kind: 'unread'; key: string }
  /** `head`: begins a block, with avatar, name and time. */
  | { kind: 'message'; key: string; event: EventOf<'posted'>; head: boolean }
  | { kind: 'system'; key: string; event: SystemEvent }
  /** `seq` of the first of them. */
  | { kind: 'coming'; key: string; coming: Coming; seq: number }
  | { kind: 'pending'; key: string; message: PendingMessage; head: boolean };

/** Changes of messages are seen in the messages, and are no lines of their own. */
export type SystemEvent = Exclude<ChatEvent, { kind: 'posted' | 'joined' | 'left' } | Change>;
export type ComingEvent = EventOf<'joined'> | EventOf<'left'>;

export interface RowsInput {
  events: readonly ChatEvent[];
  /** Whether there may be more before the first event. */
  older: boolean;
  /**
   * Where pages meet. Blocks and folds begin anew there, so that no line changes its height or its
   * name when an older page arrives above it: nothing moves under the reader.
   */
  seams: readonly number[];
  pending: readonly PendingMessage[];
  /** The line stands before the first message of another one after this seq; null for none. */
  unreadAfter: number | null;
  me: UserId | null;
}

const isComing = (event: ChatEvent): event is ComingEvent =>
  event.kind === 'joined' || event.kind === 'left';

/** Changes of messages are seen in the messages; what is taken off the board leaves no line. */
const isLine = (event: ChatEvent): event is Exclude<ChatEvent, Change> =>
  !isChange(event) && !(event.kind === 'pinned' && !event.on);

/** The place in the room that a line stands for; none for days, the unread line and what waits. */
export const seqOf = (row: Row): number | undefined => {
  if (row.kind === 'message' || row.kind === 'system') return row.event.seq;
  return row.kind === 'coming' ? row.seq : undefined;
};

/**
 * Index of the line that stands for a seq: its own, else the one before it, which it is folded into
 * or changes. `line`: of the unread line, or of the first message after that seq.
 */
export const indexOfRow = (rows: readonly Row[], seq: number, line = false): number => {
  if (line) {
    const unread = rows.findIndex(({ kind }) => kind === 'unread');
    const next = unread >= 0 ? unread : rows.findIndex((row) => (seqOf(row) ?? 0) > seq);
    return next >= 0 ? next : rows.length - 1;
  }
  return Math.max(
    0,
    rows.findLastIndex((row) => (seqOf(row) ?? Number.POSITIVE_INFINITY) <= seq),
  );
};

const keyOf = ({ epoch, n }: { epoch: string; n: number }): string => `${epoch}-${n}`;
/** While its files are on their way a message has no number yet. */
const pendingKey = ({ from, id }: PendingMessage): string => (from.n === 0 ? id : keyOf(from));

/** A reply says who answers whom, and an announcement who announces. */
const standsAlone = ({ reply, announce }: { reply?: unknown; announce?: true }): boolean =>
  reply !== undefined || announce === true;

/** Start of the local day, and of the next one. */
const dayAround = (ts: number): readonly [number, number] => {
  const date = new Date(ts);
  return [
    new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime(),
    new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime(),
  ];
};

/**
 * Events and what waits below them, as lines: days divided, messages of one author within five
 * minutes as one block, comings and goings folded, the unread line where it was on entering.
 * A block also ends at a system line, the unread line, and a change of name.
 */
export const buildRows = ({ events, older, seams, pending, unreadAfter, me }: RowsInput): Row[] => {
  const rows: Row[] = [];
  let [dayStart, dayEnd] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  // A line that belongs above the first event held is shown when that page has come.
  let lineDue = unreadAfter !== null && (!older || unreadAfter >= (events[0]?.prev ?? 0));
  /** Whose block is open, and when its last line was said. */
  let block: { by: UserId; name: string; ts: number } | null = null;

  const enterDay = (ts: number, key: string): void => {
    if (ts >= dayStart && ts < dayEnd) return;
    const first = dayEnd === Number.NEGATIVE_INFINITY;
    [dayStart, dayEnd] = dayAround(ts);
    // Whether the day begins with the first event held is not known before the page above it.
    if (first && older) return;
    rows.push({ kind: 'day', key: `day-${key}`, ts });
    block = null;
  };
  const beginsBlock = (by: UserId, name: string, ts: number): boolean =>
    block?.by !== by || block.name !== name || ts - block.ts > BLOCK_GAP_MS;

  const meets = new Set(seams);
  let meet = false;
  for (let index = 0; index < events.length; index++) {
    const event = events[index] as ChatEvent;
    meet ||= meets.has(event.seq);
    if (!isLine(event)) continue;
    enterDay(event.ts, `${event.seq}`);
    if (meet) block = null;
    meet = false;
    if (event.kind === 'posted') {
      if (lineDue && event.seq > (unreadAfter ?? 0) && event.by !== me) {
        rows.push({ kind: 'unread', key: 'unread' });
        lineDue = false;
        block = null;
      }
      const head = standsAlone(event) || beginsBlock(event.by, event.name, event.ts);
      const key = event.from ? keyOf(event.from) : `s${event.seq}`;
      rows.push({ kind: 'message', key, event, head });
      // What follows an announcement is not on its sheet.
      block = event.announce ? null : { by: event.by, name: event.name, ts: event.ts };
      continue;
    }
    block = null;
    if (!isComing(event)) {
      rows.push({ kind: 'system', key: `s${event.seq}`, event });
      continue;
    }
    const run: ComingEvent[] = [event];
    for (let at = index + 1; at < events.length; at++) {
      const next = events[at] as ChatEvent;
      const before = run.at(-1) as ComingEvent;
      if (meets.has(next.seq)) break;
      if (!isLine(next)) continue;
      if (!isComing(next) || next.ts - before.ts > BLOCK_GAP_MS || next.ts >= dayEnd) break;
      run.push(next);
      index = at;
    }
    rows.push({ kind: 'coming', key: `s${event.seq}`, coming: fold(run), seq: event.seq });
  }

  for (const message of pending) {
    enterDay(message.at, message.id);
    const name: string = block?.name ?? '';
    const head = me === null || standsAlone(message) || beginsBlock(me, name, message.at);
    rows.push({ kind: 'pending', key: pendingKey(message), message, head });
    block = me === null ? null : { by: me, name, ts: message.at };
  }
  return rows;
};
