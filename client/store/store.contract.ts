/** What every copy of a server must do. An implementation's test calls this. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../protocol/events';
import type { UserInfo } from '../../protocol/model';
import { roomView } from '../../protocol/testing/room-view';
import type { ClientStore } from '../api';

const ME = `k${'m'.repeat(22)}`;
const OTHER = `k${'o'.repeat(22)}`;
const ROOM = 'lobby';

const me: UserInfo = {
  id: ME,
  name: '민수',
  role: 'member',
  wire: 'app',
  presence: 'online',
  verified: true,
};
const posted = (seq: number, more: Partial<Extract<ChatEvent, { kind: 'posted' }>> = {}) =>
  ({
    kind: 'posted',
    room: ROOM,
    seq,
    prev: seq - 1,
    ts: 1000 + seq,
    by: OTHER,
    name: '영희',
    text: `말 ${seq}`,
    ...more,
  }) satisfies ChatEvent;
const run = (from: number, to: number): ChatEvent[] =>
  Array.from({ length: to - from + 1 }, (_, i) => posted(from + i));
const seqs = (events: readonly ChatEvent[]): number[] => events.map(({ seq }) => seq);

/**
 * `open` gives a new, empty store. `reopen` closes it and opens the same data again; left out
 * where nothing outlives a close.
 */
export function storeContract(
  open: () => ClientStore,
  reopen?: (store: ClientStore) => ClientStore,
): void {
  let store: ClientStore;
  beforeEach(() => {
    store = open();
    store.setMe(me);
  });
  afterEach(() => store.close());

  describe('events', () => {
    it('holds nothing of a room it has not seen', () => {
      expect(store.range(ROOM)).toBeNull();
      expect(store.read(ROOM, { limit: 10 })).toEqual([]);
    });

    it('extends the range at both ends and says whether older ones may exist', () => {
      store.addEvents(ROOM, run(11, 15), 'restart');
      expect(store.range(ROOM)).toEqual({ first: 11, last: 15, olderMayExist: true });
      store.addEvents(ROOM, run(16, 17), 'live');
      store.addEvents(ROOM, run(1, 10), 'older');
      expect(store.range(ROOM)).toEqual({ first: 1, last: 17, olderMayExist: false });
      expect(seqs(store.read(ROOM, { limit: 100 }))).toEqual(seqs(run(1, 17)));
    });

    it('reads pages in rising order from either side', () => {
      store.addEvents(ROOM, run(1, 20), 'restart');
      expect(seqs(store.read(ROOM, { limit: 3 }))).toEqual([18, 19, 20]);
      expect(seqs(store.read(ROOM, { before: 10, limit: 3 }))).toEqual([7, 8, 9]);
      expect(seqs(store.read(ROOM, { after: 10, limit: 3 }))).toEqual([11, 12, 13]);
      expect(seqs(store.read(ROOM, { after: 10, before: 13, limit: 9 }))).toEqual([11, 12]);
      expect(store.read('rabcdefghij', { limit: 3 })).toEqual([]);
    });

    it('finds the first event from a moment on', () => {
      expect(store.firstAt(ROOM, 0)).toBeNull();
      store.addEvents(ROOM, run(11, 40), 'restart');
      expect(store.firstAt(ROOM, 0)).toBe(11);
      expect(store.firstAt(ROOM, 1025)).toBe(25);
      expect(store.firstAt(ROOM, 1040)).toBe(40);
      expect(store.firstAt(ROOM, 1041)).toBeNull();
    });

    it('gives back what was put in', () => {
      const event = posted(1, { wire: 'text', text: '따옴표 " 와 \u{1F600}\n둘째 줄' });
      store.addEvents(ROOM, [event], 'restart');
      expect(store.read(ROOM, { limit: 1 })).toEqual([event]);
    });

    it('replaces a room on restart and leaves the others alone', () => {
      store.addEvents(ROOM, run(1, 5), 'restart');
      store.addEvents('rabcdefghij', [posted(1, { room: 'rabcdefghij' })], 'restart');
      store.addEvents(ROOM, run(40, 42), 'restart');
      expect(store.range(ROOM)).toEqual({ first: 40, last: 42, olderMayExist: true });
      expect(store.range('rabcdefghij')?.last).toBe(1);
    });

    it('starts over with a new log: events and marks go, outbox and drafts stay', () => {
      expect(store.logEpoch()).toBeNull();
      store.startOver('0123456789abcdef');
      store.addEvents(ROOM, run(1, 5), 'restart');
      store.markRead(ROOM, 5);
      store.setDraft(ROOM, '쓰다 만 말', 7, 4);
      store.setDraft('rabcdefghij', '', 0, 2);
      const kept = store.enqueue(ROOM, '보낼 말', 1);
      store.startOver('fedcba9876543210');
      expect(store.logEpoch()).toBe('fedcba9876543210');
      expect(store.range(ROOM)).toBeNull();
      expect(store.readMark(ROOM)).toBe(0);
      // what a draft answers was a place in the log that is gone
      expect(store.draft(ROOM)).toEqual({ text: '쓰다 만 말', at: 7 });
      expect(store.draft('rabcdefghij')).toEqual({ text: '', at: 0 });
      expect(store.outbox()).toEqual([kept]);
    });
  });

  describe('what becomes of messages', () => {
    const change = (seq: number, target: number) =>
      ({
        room: ROOM,
        seq,
        prev: seq - 1,
        ts: 1000 + seq,
        by: OTHER,
        name: '영희',
        target,
      }) as const;

    it('is seen in what was held before, and in a page that has both', () => {
      store.addEvents(ROOM, run(1, 2), 'restart');
      store.addEvents(
        ROOM,
        [
          { kind: 'edited', ...change(3, 1), text: '고친 말' },
          posted(4),
          { kind: 'reacted', ...change(5, 4), emoji: '👍', on: true },
        ],
        'live',
      );
      expect(store.read(ROOM, { limit: 10 })).toMatchObject([
        { text: '고친 말', edited: 1003, as: 3 },
        { text: '말 2' },
        { kind: 'edited' },
        { reactions: [{ emoji: '👍', users: [OTHER] }] },
        { kind: 'reacted' },
      ]);
    });

    it('leaves nothing of a deleted one, and does not count it as unread', () => {
      const reply = { seq: 1, by: OTHER, name: '영희', text: '말 1' };
      store.addEvents(ROOM, [posted(1), posted(2, { text: '네', reply })], 'restart');
      store.addEvents(ROOM, [{ kind: 'edited', ...change(3, 1), text: '말 1!' }], 'live');
      store.addEvents(ROOM, [{ kind: 'deleted', ...change(4, 1) }], 'live');
      const held = store.read(ROOM, { limit: 10 });
      expect(JSON.stringify(held)).not.toContain('말 1');
      expect(held[1]).toMatchObject({ text: '네', reply: { seq: 1, text: '' } });
      expect(store.unread(ROOM, 0, { me, attention: { keywords: [], ignored: [] } }).unread).toBe(
        1,
      );
    });

    it('does not keep a message waiting in the outbox that was changed before it was seen', () => {
      const { id, from } = store.enqueue(ROOM, '보냄', 1);
      const event = posted(1, { by: ME, text: '고침', edited: 5, as: 2, from });
      expect(store.addEvents(ROOM, [event], 'restart')).toEqual([id]);
    });

    it('takes no event that answers another message for what waits', () => {
      const { id, from } = store.enqueue(ROOM, '네', 1, { reply: 7 });
      const reply = { seq: 7, by: OTHER, name: '민수', text: '왔어?' };
      store.setMe(me);
      expect(store.addEvents(ROOM, [posted(1, { by: ME, text: '네', from })], 'restart')).toEqual(
        [],
      );
      const answered = posted(2, { by: ME, text: '네', from, reply });
      expect(store.addEvents(ROOM, [answered], 'live')).toEqual([id]);
    });

    it('keeps with a waiting message what it answers', () => {
      const { id } = store.enqueue(ROOM, '네', 1, { reply: 7, announce: true });
      expect(store.outbox()).toMatchObject([{ id, text: '네', reply: 7, announce: true }]);
    });
  });

  describe('unread', () => {
    it("counts others' messages after a seq, and those that name me", () => {
      store.addEvents(
        ROOM,
        [
          posted(1),
          posted(2, { by: ME }),
          posted(3, { text: '@민수야 여기' }),
          { ...posted(4), kind: 'joined' } as unknown as ChatEvent,
          posted(5, { text: 'a@b.c' }),
        ],
        'restart',
      );
      const counting = { me, attention: { keywords: [], ignored: [] } };
      expect(store.unread(ROOM, 0, counting)).toEqual({ unread: 3, mentions: 1 });
      expect(store.unread(ROOM, 3, counting)).toEqual({ unread: 1, mentions: 0 });
      expect(store.unread(ROOM, 5, counting)).toEqual({ unread: 0, mentions: 0 });
    });

    it('counts as mentions what answers me, is announced, or has a keyword; not who is ignored', () => {
      const STRANGER = `k${'s'.repeat(22)}`;
      const quote = { seq: 1, by: ME, name: '민수', text: '?' };
      store.addEvents(
        ROOM,
        [
          posted(1, { text: '네', reply: quote }),
          posted(2, { text: '알려 드려요', announce: true }),
          posted(3, { text: '오늘 회식이에요' }),
          posted(4, { text: '@here lunch' }),
          posted(5, { by: STRANGER, text: '@민수 회식' }),
          posted(6),
        ],
        'restart',
      );
      const count = (keywords: string[], ignored: string[]) =>
        store.unread(ROOM, 0, { me, attention: { keywords, ignored } });
      expect(count([], [])).toEqual({ unread: 6, mentions: 4 });
      expect(count(['회식'], [])).toEqual({ unread: 6, mentions: 5 });
      expect(count(['회식'], [STRANGER])).toEqual({ unread: 5, mentions: 4 });
      expect(count([], [OTHER, STRANGER])).toEqual({ unread: 0, mentions: 0 });
    });

    it('never moves a read mark back', () => {
      store.markRead(ROOM, 9);
      store.markRead(ROOM, 4);
      expect(store.readMark(ROOM)).toBe(9);
    });

    it('moves it back when a person says so', () => {
      store.markRead(ROOM, 9);
      store.setReadMark(ROOM, 4);
      expect(store.readMark(ROOM)).toBe(4);
      store.markRead(ROOM, 6);
      expect(store.readMark(ROOM)).toBe(6);
    });
  });

  describe('outbox', () => {
    it('numbers messages 1, 2, 3 … within its epoch and keeps their order', () => {
      const rows = ['하나', '둘', '셋'].map((text, i) => store.enqueue(ROOM, text, i));
      expect(rows.map(({ from }) => from.n)).toEqual([1, 2, 3]);
      expect(new Set(rows.map(({ from }) => from.epoch))).toEqual(new Set([store.outboxEpoch()]));
      expect(store.outboxEpoch()).toMatch(/^[0-9a-f]{16}$/);
      expect(store.outbox()).toEqual(rows);
      expect(store.lastNumber()).toBe(3);
    });

    it('drops a row in the transaction that stores its event, and says which', () => {
      const [one, two] = [store.enqueue(ROOM, '하나', 1), store.enqueue(ROOM, '둘', 2)];
      expect(
        store.addEvents(ROOM, [posted(1, { by: ME, from: one.from, text: one.text })], 'restart'),
      ).toEqual([one.id]);
      expect(store.outbox()).toEqual([two]);
    });

    it("keeps a row when somebody else's event claims its name", () => {
      const row = store.enqueue(ROOM, '내 말', 1);
      expect(
        store.addEvents(
          ROOM,
          [posted(1, { by: OTHER, from: row.from, text: row.text })],
          'restart',
        ),
      ).toEqual([]);
      expect(store.outbox()).toEqual([row]);
    });

    it('keeps a row whose number stands for something else in the log', () => {
      const row = store.enqueue(ROOM, '새 말', 1);
      const other = { by: ME, from: row.from };
      store.addEvents(ROOM, [posted(1, { ...other, text: '옛 말' })], 'restart');
      const room = 'rabcdefghij';
      store.addEvents(room, [posted(1, { ...other, text: row.text, room })], 'restart');
      expect(store.outbox()).toEqual([row]);
    });

    it('never gives a number twice, though its row is gone', () => {
      const row = store.enqueue(ROOM, '하나', 1);
      store.removePending(row.id);
      expect(store.enqueue(ROOM, '둘', 2).from.n).toBe(2);
    });

    it('remembers states, errors and times', () => {
      const row = store.enqueue(ROOM, '하나', 1);
      const failed = { ...row, state: 'failed' as const, error: { code: 'bad-text' as const } };
      store.updatePending(failed);
      expect(store.outbox()).toEqual([failed]);
      const later = { ...row, state: 'queued' as const, retryAt: 99 };
      store.updatePending(later);
      expect(store.outbox()).toEqual([later]);
    });

    it('puts a failed message at the end under a new number, and no other', () => {
      const [one, two] = [store.enqueue(ROOM, '하나', 1), store.enqueue(ROOM, '둘', 2)];
      expect(store.requeue(one.id)).toBeNull();
      expect(store.requeue('nobody')).toBeNull();
      store.updatePending({ ...one, state: 'failed', error: { code: 'bad-text' } });
      const again = store.requeue(one.id);
      expect(again).toEqual({ ...one, from: { ...one.from, n: 3 } });
      expect(store.outbox()).toEqual([two, again]);
    });

    it('closes holes above a number, and leaves failed rows and lower numbers alone', () => {
      const rows = [1, 2, 3, 4, 5].map((i) => store.enqueue(ROOM, `${i}`, i));
      const [one, two, three, four, five] = rows as [
        (typeof rows)[0],
        (typeof rows)[0],
        (typeof rows)[0],
        (typeof rows)[0],
        (typeof rows)[0],
      ];
      store.updatePending({ ...two, state: 'failed' });
      store.removePending(three.id);
      store.renumber(2);
      expect(store.outbox().map(({ id, from }) => [id, from.n])).toEqual([
        [one.id, 1],
        [two.id, 2],
        [four.id, 3],
        [five.id, 4],
      ]);
      expect(store.lastNumber()).toBe(4);
      expect(store.enqueue(ROOM, '다음', 9).from.n).toBe(5);
    });

    it('renumbers everything in a new epoch but what has failed', () => {
      const rows = [1, 2, 3].map((i) => store.enqueue(ROOM, `${i}`, i));
      const old = store.outboxEpoch();
      store.updatePending({ ...(rows[0] as (typeof rows)[0]), state: 'failed' });
      store.newOutboxEpoch();
      expect(store.outboxEpoch()).not.toBe(old);
      expect(store.outbox().map(({ from }) => from)).toEqual([
        { epoch: old, n: 1 },
        { epoch: store.outboxEpoch(), n: 1 },
        { epoch: store.outboxEpoch(), n: 2 },
      ]);
    });
  });

  describe('rooms and people', () => {
    it('lists rooms with its own cursor, read mark and draft', () => {
      store.addEvents(ROOM, run(1, 3), 'restart');
      store.markRead(ROOM, 2);
      store.setDraft(ROOM, '초안', 5);
      store.saveRooms([{ ...roomView(ROOM), last: 99, draft: 'not this' }]);
      expect(store.loadRooms()).toEqual([
        { ...roomView(ROOM), last: 3, read: 2, draft: '초안', draftAt: 5 },
      ]);
      store.setDraft(ROOM, '', 6, 2);
      expect(store.draft(ROOM)).toEqual({ text: '', at: 6, reply: 2 });
      expect(store.loadRooms()[0]).toMatchObject({ draft: '', draftReply: 2 });
      store.setDraft(ROOM, '초안', 6);
      expect(store.loadRooms()[0]).not.toHaveProperty('draftReply');
      store.setDraft(ROOM, '', 6);
      expect(store.draft(ROOM)).toEqual({ text: '', at: 0 });
    });

    it('takes a room off the list and keeps what was said there', () => {
      store.addEvents(ROOM, run(1, 3), 'restart');
      store.saveRooms([roomView(ROOM), roomView('rabcdefghij')]);
      store.saveMembers(ROOM, [ME]);
      store.removeRoom(ROOM);
      expect(store.loadRooms().map(({ id }) => id)).toEqual(['rabcdefghij']);
      expect(store.loadMembers(ROOM)).toEqual([]);
      expect(store.range(ROOM)?.last).toBe(3);
    });

    it('replaces lists of people', () => {
      store.saveUsers([me, { ...me, id: OTHER }]);
      store.saveUsers([{ ...me, name: '새 이름' }]);
      expect(store.loadUsers()).toEqual([{ ...me, name: '새 이름' }]);
      store.saveMembers(ROOM, [ME, OTHER]);
      store.saveMembers(ROOM, [OTHER]);
      expect(store.loadMembers(ROOM)).toEqual([OTHER]);
    });
  });

  if (!reopen) return;
  it('is the same after it was closed and opened again', () => {
    store.startOver('0123456789abcdef');
    const gone = store.enqueue(ROOM, '갔음', 1);
    const row = store.enqueue(ROOM, '남음', 2);
    store.addEvents(ROOM, [posted(1, { by: ME, from: gone.from, text: gone.text })], 'restart');
    store.setDraft(ROOM, '초안', 3, 1);
    store.markRead(ROOM, 1);
    const epoch = store.outboxEpoch();
    store = reopen(store);
    expect(store.logEpoch()).toBe('0123456789abcdef');
    expect(store.me()).toEqual(me);
    expect(store.outboxEpoch()).toBe(epoch);
    expect(store.outbox()).toEqual([row]);
    expect(store.lastNumber()).toBe(2);
    expect(store.range(ROOM)?.last).toBe(1);
    expect(store.readMark(ROOM)).toBe(1);
    expect(store.draft(ROOM)).toEqual({ text: '초안', at: 3, reply: 1 });
  });
}
