import { describe, expect, it } from 'vitest';
import type { Found } from '../../protocol/search';
import { mergePages, searchServers } from './search-all';

const said = (room: string, ts: number): Found => ({
  ...{ kind: 'posted', room, seq: ts, prev: ts - 1, ts, by: `k${'a'.repeat(22)}` },
  ...{ name: 'Ann', text: 'x' },
});
const page = (id: string, times: number[], end?: number, before?: number) => ({
  id,
  answer: {
    hits: times.map((ts) => said('lobby', ts)),
    more: end !== undefined,
    ...(end !== undefined && { cursor: { ts: end, room: 'lobby', seq: end } }),
  },
  before: before === undefined ? undefined : { ts: before, room: 'lobby', seq: before },
});
const shown = (merged: ReturnType<typeof mergePages>) =>
  merged.hits.map(({ server, event }) => `${server}${event.ts}`);

describe('pages of several servers', () => {
  it('are one, the newest first, and end when all have ended', () => {
    const merged = mergePages([page('a', [9, 4]), page('b', [7])], 10);
    expect(shown(merged)).toEqual(['a9', 'b7', 'a4']);
    expect(merged.cursors).toEqual({});
  });
  it('show nothing below what one of them has not looked at', () => {
    const merged = mergePages([page('a', [9, 8], 8), page('b', [7, 3])], 10);
    expect(shown(merged)).toEqual(['a9', 'a8']);
    expect(merged.cursors).toMatchObject({ a: { ts: 8 }, b: null });
  });
  it('go on at the last one shown of each', () => {
    const merged = mergePages([page('a', [9, 5], undefined, 20), page('b', [8, 7], 6)], 3);
    expect(shown(merged)).toEqual(['a9', 'b8', 'b7']);
    expect(merged.cursors).toMatchObject({ a: { ts: 9 }, b: { ts: 6 } });
  });
});

describe('a search over servers', () => {
  const server = (id: string, times: number[]) => {
    const asked: unknown[] = [];
    const client = {
      me: null,
      users: () => [{ ...user, id: `k${'a'.repeat(22)}`, name: 'Ann' }],
      rooms: () => [{ ...room, joined: true }],
      async search(ask: unknown) {
        asked.push(ask);
        return { ...page(id, times).answer };
      },
    };
    return { id, client, asked };
  };
  const user = { role: 'member', wire: 'app', presence: 'online', verified: true } as const;
  const room = {
    ...{ id: 'lobby', name: 'lobby', topic: '', owner: null, members: 1 },
    ...({ kind: 'room', access: 'open' } as const),
    ...{ head: 9, last: 9, read: 9, unread: 0, mentions: 0, draft: '', draftAt: 0 },
  };

  it('resolves names on each, and leaves out those that are done', async () => {
    const [a, b] = [server('a', [3]), server('b', [2])];
    const first = await searchServers([a, b], { text: 'from:ann x' });
    expect(shown({ ...first })).toEqual(['a3', 'b2']);
    expect(a.asked[0]).toMatchObject({ query: { words: ['x'], from: { names: ['ann'] } } });
    await searchServers([a, b], { text: 'x', cursors: { b: null } });
    expect([a.asked.length, b.asked.length]).toEqual([1, 2]);
  });
  it('asks nobody for nothing, and says when no room is called so', async () => {
    const a = server('a', [3]);
    expect(await searchServers([a], { text: 'in:lobby' })).toMatchObject({ hits: [] });
    expect(await searchServers([a], { text: 'in:없음 x' })).toMatchObject({ noRoom: true });
    expect(a.asked).toEqual([]);
    expect(await searchServers([a], { text: 'in:로비 x' })).toMatchObject({ noRoom: false });
  });
});
