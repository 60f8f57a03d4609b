// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../../protocol/events';
import type { Page } from '../../../protocol/replies';
import { DESIGN, posted, room, server } from '../fixtures';
import { place } from '../place';
import { emptyTimeline } from '../slices/messages';
import { putServer } from '../slices/servers';
import { initialState, useStore } from '../store';
import { jumpBack, jumpTo, jumpToLine, jumpToTime } from './jump';
import { openLink } from './links';
import { registerList } from './ports';
import {
  enterView,
  leaveView,
  markAllRead,
  markRead,
  markUnread,
  noteAbsence,
  placeLineAfterAbsence,
  readToEnd,
  toLatest,
} from './reading';
import { openNext, openUnread } from './walk';

const LAST = 1_000;
const view = server({
  rooms: [
    room('lobby', '공지', { last: LAST, read: LAST }),
    room(DESIGN, '디자인', { last: LAST, read: LAST }),
    room('rleft0000000', '나간 방', { joined: false }),
  ],
});
const { id } = view;
const lobby = place(id, 'lobby');
const run = (from: number, to: number): ChatEvent[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => posted(from + i));

interface Range {
  room: string;
  before?: number;
  after?: number;
  at?: number;
  limit: number;
}
/** The main process: a copy with all of it, or away from its server. */
const main = { calls: [] as string[], away: false, gone: 0 };
const history = ({ before, after, at, limit, room: where }: Range): Page => {
  const start = at === undefined ? after : at - 1;
  const [from, to] =
    start === undefined
      ? [Math.max(1, (before ?? LAST + 1) - limit), (before ?? LAST + 1) - 1]
      : [start + 1, Math.min(LAST, start + limit)];
  const events = run(from, to)
    .filter(({ seq }) => seq !== main.gone)
    .map((event) => ({ ...event, room: where }));
  return { events, head: LAST, more: start === undefined ? from > 1 : to < LAST };
};
const answer = (name: string, input: unknown): unknown => {
  if (name === 'history') return history(input as Range);
  return name === 'unread' ? { unread: 7 } : undefined;
};

beforeEach(() => {
  Object.assign(main, { calls: [], away: false, gone: 0 });
  Object.assign(window, {
    sarangbang: {
      call: async (name: string, input: unknown) => {
        main.calls.push(name);
        if (main.away) return { ok: false, code: 'failed', message: 'away' };
        return { ok: true, value: answer(name, input) };
      },
      on: () => () => {},
    },
  });
  useStore.setState(
    {
      ...initialState,
      ...putServer(initialState, view),
      openServer: id,
      timelines: {
        [lobby]: { ...emptyTimeline, events: run(941, LAST), seams: [941], state: 'ready' },
      },
    },
    true,
  );
  registerList({ toEnd: () => {}, at: () => null });
});
const state = () => useStore.getState();
const timeline = () => state().timelines[lobby];
const seqs = () => timeline()?.events.map(({ seq }) => seq) ?? [];

describe('a jump', () => {
  it('to what is held asks nobody', async () => {
    expect(await jumpTo(id, 'lobby', 950)).toBe(true);
    expect(main.calls).toEqual([]);
    expect(state().jump).toMatchObject({ at: lobby, seq: 950, to: 'message', highlight: true });
    expect(state().trail).toEqual([{ server: id, room: 'lobby', seq: null }]);
  });

  it('far back shows the window around the message, with its own way up and down', async () => {
    expect(await jumpTo(id, 'lobby', 300)).toBe(true);
    expect(seqs()).toEqual(run(261, 340).map(({ seq }) => seq));
    expect(timeline()).toMatchObject({ older: true, newer: true, window: 1 });
  });

  it('into another room opens it', async () => {
    await jumpTo(id, DESIGN, 500);
    expect(state().openRooms[id]).toBe(DESIGN);
    expect(state().jump?.at).toBe(place(id, DESIGN));
  });

  it('to what is gone, out of reach or elsewhere leads nowhere, and says why', async () => {
    main.gone = 300;
    expect(await jumpTo(id, 'lobby', 300)).toBe(false);
    expect(state().jumpTrouble).toEqual({ why: 'gone', n: 1 });
    main.away = true;
    expect(await jumpTo(id, 'lobby', 301)).toBe(false);
    expect(state().jumpTrouble).toEqual({ why: 'away', n: 2 });
    expect(await jumpTo(id, 'rleft0000000', 1)).toBe(false);
    expect(state().jumpTrouble).toEqual({ why: 'no-room', n: 3 });
    expect(state()).toMatchObject({ jump: null, trail: [] });
    expect(seqs()[0]).toBe(941);
  });

  it('that another one overtakes leads nowhere', async () => {
    const [first, second] = await Promise.all([jumpTo(id, 'lobby', 300), jumpTo(id, 'lobby', 600)]);
    expect([first, second]).toEqual([false, true]);
    expect(state().jump?.seq).toBe(600);
  });

  it('and back, to the place and then to the end', async () => {
    await jumpTo(id, 'lobby', 300);
    registerList({ toEnd: () => {}, at: () => 310 });
    await jumpTo(id, 'lobby', 700);
    expect(await jumpBack()).toBe(true);
    expect(state().jump).toMatchObject({ seq: 310, highlight: false });
    expect(await jumpBack()).toBe(true);
    await expect.poll(() => timeline()?.newer).toBe(false);
    expect(state().jump).toBeNull();
    expect(await jumpBack()).toBe(false);
  });

  it('to a moment finds what was first said then, or the end', async () => {
    await jumpToTime(id, 'lobby', 400);
    expect(state().jump).toMatchObject({ seq: 400, highlight: false });
    await jumpToTime(id, 'lobby', 99_999);
    await expect.poll(() => timeline()?.newer).toBe(false);
  });

  it('by one of our links, of a server that is known', async () => {
    openLink(`sarangbang://10.0.0.1/?k=${id}&r=lobby&m=950`);
    await expect.poll(() => state().jump?.seq).toBe(950);
    openLink(`sarangbang://10.0.0.1/?k=${'Z'.repeat(43)}&r=lobby&m=950`);
    expect(state().link).toContain('ZZZ');
  });
});

describe('the end of the room', () => {
  it('is loaded anew from a window that ends before it, which stays until then', async () => {
    await jumpTo(id, 'lobby', 300);
    toLatest(id, 'lobby');
    expect(timeline()?.state).toBe('ready');
    expect(state().jump).toBeNull();
    await expect.poll(() => seqs().at(-1)).toBe(LAST);
  });

  it('is said to be out of reach when it is', async () => {
    await jumpTo(id, 'lobby', 300);
    main.away = true;
    toLatest(id, 'lobby');
    await expect.poll(() => state().jumpTrouble?.why).toBe('away');
    expect(seqs()).toContain(300);
  });

  it('is where a room opens again that was left in its middle', async () => {
    await jumpTo(id, 'lobby', 300);
    leaveView(id, 'lobby');
    expect(timeline()).toBeUndefined();
    expect(state().jump).toBeNull();
  });
});

describe('marked unread', () => {
  it('stays so while it is looked at, and until Esc', async () => {
    await markUnread(id, 'lobby', 990);
    expect(state().unreadLine).toEqual({ at: lobby, seq: 989, count: 7 });
    // the push that follows
    useStore.setState(({ servers }) => ({
      ...putServer(state(), { ...view, rooms: [room('lobby', '공지', { last: LAST, read: 989 })] }),
      serverOrder: Object.keys(servers),
    }));
    main.calls = [];
    markRead(id, 'lobby', LAST);
    expect(main.calls).toEqual([]);
    readToEnd(id, 'lobby');
    expect(main.calls).toEqual(['read']);
    expect(state().servers[id]?.rooms.lobby).toMatchObject({ read: LAST, unread: 0 });
  });

  it('does not take place when the main process cannot', async () => {
    main.away = true;
    await expect(markUnread(id, 'lobby', 990)).rejects.toThrow();
    expect(state()).toMatchObject({ keptUnread: null, unreadLine: null });
  });

  it('leads to its line, also where that is not held', async () => {
    useStore.setState({ unreadLine: { at: lobby, seq: 200, count: 800 } });
    await jumpToLine(id, 'lobby');
    expect(state().jump).toMatchObject({ seq: 200, to: 'line' });
    expect(seqs()).toContain(201);
  });
});

describe('an absence', () => {
  const at = (status: 'waiting' | 'online', last: number) => ({
    ...view,
    status:
      status === 'online'
        ? ({ state: 'online', secure: true } as const)
        : ({ state: 'waiting', retryAt: 0, since: 0, why: 'lost' } as const),
    rooms: [room('lobby', '공지', { last, read: last })],
  });
  it('ends with a line above what was missed, though it was seen at once', () => {
    enterView(id, 'lobby');
    useStore.setState((now) => putServer(now, at('waiting', LAST)));
    noteAbsence(id);
    useStore.setState((now) => putServer(now, at('online', LAST + 3)));
    placeLineAfterAbsence(id);
    expect(state().unreadLine).toMatchObject({ at: lobby, seq: LAST });
    expect(state().endedAt).toEqual({});
  });
  it('without anything new leaves no line', () => {
    useStore.setState((now) => putServer(now, at('waiting', LAST)));
    noteAbsence(id);
    useStore.setState((now) => putServer(now, at('online', LAST)));
    placeLineAfterAbsence(id);
    expect(state().unreadLine).toBeNull();
  });
});

describe('walking through rooms', () => {
  const other = server({
    id: 'G'.repeat(43),
    rooms: [room('lobby', '회의', { unread: 2, last: 2 })],
  });
  it('goes to the next unread one, over servers, and round', () => {
    useStore.setState((now) => putServer(now, other));
    openUnread(1);
    expect(state().openServer).toBe(other.id);
    openUnread(1);
    expect(state().openServer).toBe(other.id);
    markAllRead();
    expect(state().servers[other.id]?.rooms.lobby?.unread).toBe(0);
  });
  it('goes to the next one of the server, and round', () => {
    openNext(1);
    expect(state().openRooms[id]).toBe(DESIGN);
    openNext(1);
    expect(state().openRooms[id]).toBe('lobby');
    openNext(-1);
    expect(state().openRooms[id]).toBe(DESIGN);
  });
});
