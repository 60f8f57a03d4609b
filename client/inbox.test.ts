import { expect, it } from 'vitest';
import type { ChatEvent } from '../protocol/events';
import { PAGE_MAX_EVENTS } from '../protocol/limits';
import type { Reply } from '../protocol/replies';
import { Inbox } from './inbox';
import { MemoryStore } from './store/memory-store';
import { FakeClock } from './testing/fake-clock';

const said = (seq: number): ChatEvent => ({
  kind: 'posted',
  room: 'lobby',
  seq,
  prev: seq - 1,
  ts: 1,
  by: `k${'a'.repeat(22)}`,
  name: 'a',
  text: `${seq}`,
});

const page = (seqs: number[], head: number): Reply => ({
  ok: true,
  result: { events: seqs.map(said), head, more: false },
});

function open() {
  const store = new MemoryStore();
  store.addEvents('lobby', [said(1), said(2), said(3)], 'restart');
  const asked: { after?: number; answer(reply: Reply): void }[] = [];
  const shown: number[] = [];
  const inbox = new Inbox({
    store,
    clock: new FakeClock(),
    stored: (_room, events) => shown.push(...events.map(({ seq }) => seq)),
    misfit: () => {
      throw new Error('misfit');
    },
    idle: () => {},
  });
  inbox.online(({ after, limit }, done) => {
    expect(limit).toBe(PAGE_MAX_EVENTS);
    asked.push({ ...(after !== undefined && { after }), answer: done });
  });
  return { inbox, asked, shown };
}

it('asks again for what came while a page was on its way that is older', () => {
  const { inbox, asked, shown } = open();
  inbox.follow('lobby', 4, true);
  expect(asked).toMatchObject([{ after: 3 }]);
  // said after the page was asked for, and heard before it came
  inbox.live([said(5)]);
  asked[0]?.answer(page([4], 4));
  expect(shown).toEqual([4]);
  expect(asked[1]).toMatchObject({ after: 4 });
  asked[1]?.answer(page([5], 5));
  expect(shown).toEqual([4, 5]);
  expect(inbox.complete).toBe(true);
});

it('does not ask for ever for what not even the server has', () => {
  const { inbox, asked } = open();
  inbox.follow('lobby', 3, true);
  inbox.head('lobby', 9);
  asked[0]?.answer(page([], 3));
  expect(asked).toHaveLength(1);
  expect(inbox.complete).toBe(true);
});
