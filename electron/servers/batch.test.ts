import { expect, test } from 'vitest';
import type { ChatEvent } from '../../protocol/events';
import { IPC_BATCH_MS, IPC_DRAW_MS, IPC_EVENTS_MAX, IPC_PATIENCE_MS } from '../../protocol/limits';
import type { Push } from '../ipc/push';
import { createBatch } from './batch';

const event = (seq: number) => ({ seq }) as unknown as ChatEvent;

const setUp = () => {
  let now = 0;
  let timer: { at: number; run: () => void } | null = null;
  const sent: Array<[string, unknown]> = [];
  const push = ((name: string, data: unknown) => sent.push([name, data])) as Push;
  const batch = createBatch(() => 's', push, {
    now: () => now,
    after(ms, run) {
      timer = { at: now + ms, run };
      return () => {
        timer = null;
      };
    },
  });
  const advance = (ms: number) => {
    now += ms;
    if (timer && timer.at <= now) timer.run();
  };
  return { batch, sent, advance };
};

test('after a quiet time the first goes out in the same turn, then one push per interval', () => {
  const { batch, sent, advance } = setUp();
  batch.events([event(1)]);
  advance(0);
  expect(sent).toHaveLength(1);
  batch.events([event(2)]);
  batch.events([event(3)]);
  advance(IPC_BATCH_MS - 1);
  expect(sent).toHaveLength(1);
  advance(1);
  expect(sent[1]).toEqual(['events', { server: 's', events: [{ seq: 2 }, { seq: 3 }] }]);
});

test('no push carries more events than a page takes', () => {
  const { batch, sent, advance } = setUp();
  batch.events(Array.from({ length: IPC_EVENTS_MAX + 1 }, (_, n) => event(n)));
  advance(0);
  expect(sent.map(([, data]) => (data as { events: unknown[] }).events.length)).toEqual([
    IPC_EVENTS_MAX,
    1,
  ]);
});

test('rooms and people travel once, as they are last, and before the events', () => {
  const { batch, sent, advance } = setUp();
  batch.events([event(1)]);
  batch.rooms([{ id: 'lobby', unread: 1 } as never]);
  batch.rooms([{ id: 'lobby', unread: 2 } as never]);
  batch.users([{ id: 'u', name: 'a' } as never]);
  advance(0);
  expect(sent.map(([name]) => name)).toEqual(['users', 'rooms', 'events']);
  expect(sent[1]?.[1]).toEqual({ server: 's', rooms: [{ id: 'lobby', unread: 2 }] });
});

test('flush sends at once and leaves nothing behind; clear sends nothing', () => {
  const { batch, sent, advance } = setUp();
  batch.events([event(1)]);
  batch.flush();
  batch.flush();
  advance(IPC_BATCH_MS);
  expect(sent).toHaveLength(1);
  batch.events([event(2)]);
  batch.clear();
  advance(IPC_BATCH_MS);
  expect(sent).toHaveLength(1);
});

test('a page that says when it has drawn is told no more before that', () => {
  const { batch, sent, advance } = setUp();
  batch.events([event(1)]);
  advance(0);
  batch.drawn();
  batch.events([event(2)]);
  advance(IPC_BATCH_MS);
  expect(sent).toHaveLength(2);
  batch.events([event(3)]);
  advance(IPC_BATCH_MS);
  batch.events([event(4)]);
  advance(IPC_DRAW_MS - IPC_BATCH_MS);
  expect(sent).toHaveLength(2);
  batch.drawn();
  advance(0);
  expect(sent[2]).toEqual(['events', { server: 's', events: [{ seq: 3 }, { seq: 4 }] }]);
});

test('a page that took long is left alone for as long, and one that says nothing is not waited for', () => {
  const { batch, sent, advance } = setUp();
  batch.events([event(1)]);
  advance(0);
  batch.drawn();
  batch.events([event(2)]);
  advance(IPC_BATCH_MS);
  batch.events([event(3)]);
  advance(100);
  batch.drawn();
  advance(99);
  expect(sent).toHaveLength(2);
  advance(1);
  expect(sent).toHaveLength(3);
  batch.events([event(4)]);
  advance(IPC_PATIENCE_MS - 1);
  expect(sent).toHaveLength(3);
  advance(1);
  expect(sent).toHaveLength(4);
});
