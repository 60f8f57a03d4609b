import { describe, expect, it } from 'vitest';
import type { ChatEvent } from '../protocol/events';
import type { Page, Reply } from '../protocol/replies';
import { History, type Range } from './history';
import { MemoryStore } from './store/memory-store';

const ROOM = 'lobby';
const HEAD = 1_000;
const said = (seq: number, more: Partial<ChatEvent> = {}): ChatEvent =>
  ({
    kind: 'posted',
    room: ROOM,
    seq,
    prev: seq - 1,
    ts: seq * 10,
    by: `k${'a'.repeat(22)}`,
    name: '서연',
    text: `m${seq}`,
    ...more,
  }) as ChatEvent;
const run = (from: number, to: number): ChatEvent[] =>
  Array.from({ length: to - from + 1 }, (_, i) => said(from + i));
const seqs = ({ events }: Page): number[] => events.map(({ seq }) => seq);

/** A copy that holds the last of a thousand messages, and a server that has them all. */
const copy = (from: number, more: { online?: boolean; log?: ChatEvent[] } = {}) => {
  const store = new MemoryStore();
  if (from <= HEAD) store.addEvents(ROOM, run(from, HEAD), 'restart');
  const log = more.log ?? run(1, HEAD);
  const asked: object[] = [];
  const answer = ({ after, before, at, limit }: Range): Page => {
    const rising = after !== undefined || at !== undefined;
    const fits = log.filter(
      ({ seq, ts }) =>
        seq > (after ?? 0) && seq < (before ?? Number.MAX_SAFE_INTEGER) && ts >= (at ?? 0),
    );
    const events = rising ? fits.slice(0, limit) : fits.slice(-limit);
    return { events, head: HEAD, more: fits.length > events.length };
  };
  const history = new History({
    store,
    reachable: () => more.online ?? true,
    head: () => HEAD,
    begin: (room, page) => void store.addEvents(room, page.events, 'restart'),
    addOlder: (room, events) => void store.addEvents(room, events, 'older'),
    ask: async (command) => {
      asked.push(command);
      return { ok: true, result: answer(command as unknown as Range) } as unknown as Reply;
    },
  });
  return { history, store, asked };
};

describe('pages of the copy', () => {
  it('are read without asking anybody', async () => {
    const { history, asked } = copy(900);
    expect(seqs(await history.page(ROOM, { limit: 3 }))).toEqual([998, 999, 1000]);
    expect(seqs(await history.page(ROOM, { after: 950, limit: 2 }))).toEqual([951, 952]);
    expect(asked).toEqual([]);
  });

  it('grow backwards right before what is held, and are kept', async () => {
    const { history, store } = copy(900);
    const page = await history.page(ROOM, { before: 900, limit: 60 });
    expect(seqs(page)[0]).toBe(840);
    expect(store.range(ROOM)?.first).toBe(700);
  });
});

describe('pages far before the copy', () => {
  it('are read through the server and not kept', async () => {
    const { history, store, asked } = copy(900);
    expect(await history.page(ROOM, { before: 101, limit: 2 })).toMatchObject({ more: true });
    const after = await history.page(ROOM, { after: 100, limit: 2 });
    expect(seqs(after)).toEqual([101, 102]);
    expect(after.more).toBe(true);
    expect(asked).toHaveLength(2);
    expect(store.range(ROOM)).toEqual({ first: 900, last: 1000, olderMayExist: true });
  });

  it('join the copy without a hole and without a double', async () => {
    const { history } = copy(900);
    let last = 850;
    const read: number[] = [];
    for (let more = true; more; ) {
      const page = await history.page(ROOM, { after: last, limit: 60 });
      read.push(...seqs(page));
      last = read.at(-1) ?? last;
      more = page.more;
    }
    expect(read).toEqual(run(851, 1000).map(({ seq }) => seq));
  });

  it('hold messages as they are now, though the page was read before they changed', async () => {
    const { history, store } = copy(900);
    const edit = { kind: 'edited', target: 100, text: '고친 말' } as Partial<ChatEvent>;
    store.addEvents(ROOM, [said(1001, edit)], 'live');
    const page = await history.page(ROOM, { before: 101, limit: 1 });
    expect(page.events[0]).toMatchObject({ seq: 100, text: '고친 말', as: 1001 });
  });

  it('are refused without a connection', async () => {
    const { history } = copy(900, { online: false });
    await expect(history.page(ROOM, { before: 100, limit: 2 })).rejects.toThrow();
    await expect(history.page(ROOM, { at: 50, limit: 2 })).rejects.toThrow();
  });
});

describe('what was said from a moment on', () => {
  it('is found in the copy where that reaches back far enough', async () => {
    const { history, asked } = copy(900, { online: false });
    expect(seqs(await history.page(ROOM, { at: 9_005, limit: 2 }))).toEqual([901, 902]);
    expect(await history.page(ROOM, { at: 99_999, limit: 2 })).toMatchObject({
      events: [],
      more: false,
    });
    expect(asked).toEqual([]);
    expect(seqs(await copy(1, { online: false }).history.page(ROOM, { at: 0, limit: 1 }))).toEqual([
      1,
    ]);
  });

  it('is otherwise asked of the server', async () => {
    const { history, asked } = copy(900);
    expect(seqs(await history.page(ROOM, { at: 1_000, limit: 1 }))).toEqual([100]);
    expect(asked).toEqual([{ verb: 'history', room: ROOM, at: 1_000, limit: 1 }]);
  });
});
