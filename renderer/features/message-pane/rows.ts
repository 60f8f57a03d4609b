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
  | { kind: 'coming'; key: string; coming: Coming }
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

const keyOf = ({ epoch, n }: { epoch: string; n: number }): string => `${epoch}-${n}`;

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

  for (let index = 0; index < events.length; index++) {
    const event = events[index] as ChatEvent;
    if (isChange(event)) continue;
    enterDay(event.ts, `${event.seq}`);
    if (seams.includes(event.seq)) block = null;
    if (event.kind === 'posted') {
      if (lineDue && event.seq > (unreadAfter ?? 0) && event.by !== me) {
        rows.push({ kind: 'unread', key: 'unread' });
        lineDue = false;
        block = null;
      }
      const head = beginsBlock(event.by, event.name, event.ts);
      const key = event.from ? keyOf(event.from) : `s${event.seq}`;
      rows.push({ kind: 'message', key, event, head });
      block = { by: event.by, name: event.name, ts: event.ts };
      continue;
    }
    block = null;
    if (!isComing(event)) {
      rows.push({ kind: 'system', key: `s${event.seq}`, event });
      continue;
    }
    const run: ComingEvent[] = [event];
    for (let next = events[index + 1]; next && isComing(next); next = events[index + 1]) {
      const before = run.at(-1) as ComingEvent;
      if (next.ts - before.ts > BLOCK_GAP_MS || next.ts >= dayEnd || seams.includes(next.seq))
        break;
      run.push(next);
      index++;
    }
    rows.push({ kind: 'coming', key: `s${event.seq}`, coming: fold(run) });
  }

  for (const message of pending) {
    enterDay(message.at, message.id);
    const name: string = block?.name ?? '';
    const head = me === null || beginsBlock(me, name, message.at);
    rows.push({ kind: 'pending', key: keyOf(message.from), message, head });
    block = me === null ? null : { by: me, name, ts: message.at };
  }
  return rows;
};
