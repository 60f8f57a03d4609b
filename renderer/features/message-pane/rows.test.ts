import { describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../../protocol/events';
import type { PendingMessage } from '../../../protocol/views';
import { buildRows, indexOfRow, type Row, type RowsInput } from './rows';

const ME = `k${'m'.repeat(22)}`;
const A = `k${'a'.repeat(22)}`;
const B = `k${'b'.repeat(22)}`;
const C = `k${'c'.repeat(22)}`;
const NAMES: Record<string, string> = {
  [ME]: '김민수',
  [A]: '이서연',
  [B]: '박지훈',
  [C]: '최유나',
};
const EPOCH = '0123456789abcdef';
/** 10:00 local, so that no case crosses midnight by accident. */
const T = new Date(2026, 10, 21, 10, 0).getTime();
const MIN = 60_000;

const base = (seq: number, by: string, minutes: number) => ({
  room: 'lobby',
  seq,
  prev: seq - 1,
  ts: T + minutes * MIN,
  by,
  name: NAMES[by] ?? '',
});
const said = (seq: number, by: string, minutes: number): ChatEvent => ({
  ...base(seq, by, minutes),
  kind: 'posted',
  text: `m${seq}`,
});
const joined = (seq: number, by: string, minutes: number): ChatEvent => ({
  ...base(seq, by, minutes),
  kind: 'joined',
});
const left = (seq: number, by: string, minutes: number): ChatEvent => ({
  ...base(seq, by, minutes),
  kind: 'left',
});
const waiting = (n: number, minutes: number): PendingMessage => ({
  id: `p${n}`,
  room: 'lobby',
  text: `p${n}`,
  at: T + minutes * MIN,
  state: 'sending',
  from: { epoch: EPOCH, n },
});

const none: RowsInput = {
  events: [],
  older: false,
  seams: [],
  pending: [],
  unreadAfter: null,
  me: ME,
};

/** A row as a short word: `A*` begins a block of A's, `A` continues it. */
const short = (row: Row): string => {
  switch (row.kind) {
    case 'day':
      return 'day';
    case 'unread':
      return '----';
    case 'message':
      return `${row.event.text}${row.head ? '*' : ''}`;
    case 'pending':
      return `${row.message.id}${row.head ? '*' : ''}`;
    case 'system':
      return row.event.kind;
    case 'coming':
      return `+${row.coming.joined.length} -${row.coming.left.length} ~${row.coming.visited.length}`;
  }
};
const rows = (events: ChatEvent[], more: Partial<RowsInput> = {}): string[] =>
  buildRows({ ...none, ...more, events }).map(short);

describe('rows', () => {
  it('groups what one author says within five minutes', () => {
    expect(rows([said(1, A, 0), said(2, A, 5), said(3, A, 10.1), said(4, B, 10.2)])).toEqual([
      'day',
      'm1*',
      'm2',
      'm3*',
      'm4*',
    ]);
  });

  it('begins a block with a reply, with an announcement, and after one', () => {
    const reply = { seq: 1, by: B, name: '박지훈', text: 'm1' };
    const answer = { ...said(2, A, 0), reply } as ChatEvent;
    const notice = { ...said(4, A, 0), announce: true } as ChatEvent;
    const events = [said(1, A, 0), answer, said(3, A, 0), notice, said(5, A, 0)];
    expect(rows(events)).toEqual(['day', 'm1*', 'm2*', 'm3', 'm4*', 'm5*']);
  });

  it('divides days and begins a new block after it', () => {
    const next = new Date(2026, 10, 22, 0, 0, 30).getTime();
    const before = { ...said(1, A, 0), ts: next - MIN };
    expect(rows([before, { ...said(2, A, 0), ts: next }])).toEqual(['day', 'm1*', 'day', 'm2*']);
  });

  it('puts the unread line before the first unread message of another, and breaks the block', () => {
    expect(rows([said(1, A, 0), said(2, A, 1), said(3, A, 2)], { unreadAfter: 1 })).toEqual([
      'day',
      'm1*',
      '----',
      'm2*',
      'm3',
    ]);
  });

  it('does not put it before my own message or a quiet line', () => {
    expect(
      rows([said(1, A, 0), joined(2, B, 0), said(3, ME, 1), said(4, A, 1)], { unreadAfter: 1 }),
    ).toEqual(['day', 'm1*', '+1 -0 ~0', 'm3*', '----', 'm4*']);
  });

  it('shows no line when nothing came after it', () => {
    expect(rows([said(1, A, 0)], { unreadAfter: 1 })).toEqual(['day', 'm1*']);
  });

  it('folds comings and goings within five minutes of each other', () => {
    expect(
      rows([joined(1, A, 0), joined(2, B, 4), left(3, B, 8), left(4, C, 9), joined(5, C, 15)]),
    ).toEqual(['day', '+1 -1 ~1', '+1 -0 ~0']);
  });

  it('says of one who left and came back that they came', () => {
    expect(rows([left(1, A, 0), joined(2, A, 1)])).toEqual(['day', '+1 -0 ~0']);
  });

  it('does not fold across a message', () => {
    expect(rows([joined(1, A, 0), said(2, A, 0), joined(3, B, 0)])).toEqual([
      'day',
      '+1 -0 ~0',
      'm2*',
      '+1 -0 ~0',
    ]);
  });

  it('breaks a block at a system line', () => {
    const topic: ChatEvent = { ...base(2, B, 0), kind: 'topic', topic: '발표' };
    expect(rows([said(1, A, 0), topic, said(3, A, 0)])).toEqual(['day', 'm1*', 'topic', 'm3*']);
  });

  it('keeps the lines it has when an older page comes above them', () => {
    const page = [said(4, A, 4), said(5, A, 5), joined(6, B, 5)];
    const held = buildRows({ ...none, events: page, older: true, seams: [4] });
    expect(held.map(short)).toEqual(['m4*', 'm5', '+1 -0 ~0']);
    const above = [said(1, A, 1), said(2, A, 2), said(3, A, 3)];
    const all = buildRows({ ...none, events: [...above, ...page], seams: [1, 4] });
    expect(all.map(short)).toEqual(['day', 'm1*', 'm2', 'm3', 'm4*', 'm5', '+1 -0 ~0']);
    expect(all.slice(-3)).toEqual(held);
  });

  it('waits with the unread line until the page it belongs to is here', () => {
    const page = [said(4, A, 4), said(5, A, 5)];
    expect(rows(page, { older: true, unreadAfter: 1 })).toEqual(['m4*', 'm5']);
    expect(rows(page, { older: true, unreadAfter: 3 })).toEqual(['----', 'm4*', 'm5']);
  });

  it('draws nothing for changes of messages, and folds across them', () => {
    const change = (seq: number, minutes: number): ChatEvent => ({
      ...base(seq, B, minutes),
      kind: 'reacted',
      target: 1,
      emoji: '👍',
      on: true,
    });
    expect(rows([said(1, A, 0), change(2, 1), said(3, A, 2)])).toEqual(['day', 'm1*', 'm3']);
    expect(rows([joined(1, A, 0), change(2, 1), joined(3, B, 2)])).toEqual(['day', '+2 -0 ~0']);
    const next = new Date(2026, 10, 22, 0, 0, 30).getTime();
    expect(rows([said(1, A, 0), { ...change(2, 0), ts: next }])).toEqual(['day', 'm1*']);
    // a page that begins with one still begins a block
    expect(rows([said(1, A, 0), change(2, 1), said(3, A, 2)], { seams: [2] })).toEqual([
      'day',
      'm1*',
      'm3*',
    ]);
  });

  it('says what is pinned, not what is taken off the board', () => {
    const pin = (seq: number, on: boolean): ChatEvent => ({
      ...base(seq, B, 0),
      kind: 'pinned',
      target: 1,
      on,
    });
    expect(rows([said(1, A, 0), pin(2, true), pin(3, false)])).toEqual(['day', 'm1*', 'pinned']);
  });

  it('finds the line of a seq, also of one that is folded or draws nothing', () => {
    const all = buildRows({
      ...none,
      events: [said(1, A, 0), joined(2, B, 1), joined(3, C, 1), said(4, A, 2)],
      unreadAfter: 2,
    });
    const found = (seq: number, line = false) => short(all[indexOfRow(all, seq, line)] as Row);
    expect([1, 2, 3, 4, 9].map((seq) => found(seq))).toEqual([
      'm1*',
      '+2 -0 ~0',
      '+2 -0 ~0',
      'm4*',
      'm4*',
    ]);
    expect(found(2, true)).toBe('----');
  });

  it('keeps waiting lines below, in my block when it is open', () => {
    expect(rows([said(1, ME, 0)], { pending: [waiting(1, 1), waiting(2, 2)] })).toEqual([
      'day',
      'm1*',
      'p1',
      'p2',
    ]);
    expect(rows([said(1, A, 0)], { pending: [waiting(1, 1)] })).toEqual(['day', 'm1*', 'p1*']);
  });

  it('keeps the key of a line when it has been sent', () => {
    const from = { epoch: EPOCH, n: 7 };
    const before = buildRows({ ...none, pending: [waiting(7, 0)] });
    const after = buildRows({ ...none, events: [{ ...said(1, ME, 0), from }] });
    expect(after.at(-1)?.key).toBe(before.at(-1)?.key);
  });

  it('gives every line its own key', () => {
    const events = Array.from({ length: 500 }, (_, index) =>
      index % 7 === 0 ? joined(index + 1, A, index) : said(index + 1, index % 3 ? A : B, index),
    );
    const keys = buildRows({ ...none, events, unreadAfter: 100 }).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
