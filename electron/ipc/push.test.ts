/** How often a page is spoken to: once in a turn of the event loop, whatever happened in it. */
import { expect, test } from 'vitest';
import type { ChatEvent } from '../../protocol/events';
import { createBatch } from '../servers/batch';
import { createPush, PUSH_CHANNEL, type Receiver, sendTo } from './push';

const page = () => {
  const messages: (readonly (readonly [string, unknown])[])[] = [];
  const state = { destroyed: false };
  const receiver: Receiver = {
    isDestroyed: () => state.destroyed,
    send(channel, told) {
      expect(channel).toBe(PUSH_CHANNEL);
      messages.push(told);
    },
  };
  const names = () => messages.map((told) => told.map(([name]) => name));
  return { receiver, messages, names, state };
};

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

const setUp = () => {
  const main = page();
  const room = page();
  const push = createPush({
    receiver: () => main.receiver,
    rooms: () => [room.receiver],
    check: false,
    report: () => {},
  });
  return { main, room, push };
};

test('what a page is told in one turn is one message, in order; the next turn is another', async () => {
  const { main, push } = setUp();
  push('focus', true);
  push('moved', { server: 's' });
  sendTo(main.receiver, 'focus', false);
  expect(main.messages).toHaveLength(0);
  await turn();
  expect(main.names()).toEqual([['focus', 'moved', 'focus']]);
  push('focus', true);
  await turn();
  expect(main.names()[1]).toEqual(['focus']);
});

test('the answer to a call comes after what was told while it was made', async () => {
  const { main, push } = setUp();
  const order: string[] = [];
  main.receiver.send = () => order.push('push');
  const handler = async () => {
    push('focus', true);
  };
  await handler().then(() => order.push('answer'));
  expect(order).toEqual(['push', 'answer']);
});

test('a window of one room is not told what concerns the whole app, and a closed one nothing', async () => {
  const { main, room, push } = setUp();
  push('focus', true);
  push('moved', { server: 's' });
  await turn();
  expect(room.names()).toEqual([['moved']]);
  push('moved', { server: 's' });
  room.state.destroyed = true;
  await turn();
  expect(room.messages).toHaveLength(1);
  expect(main.messages).toHaveLength(2);
});

test('a thousand messages with their rooms, people and marks within one frame are one message', async () => {
  const { main, push } = setUp();
  let flush = () => {};
  const batch = createBatch(() => 's', push, {
    now: () => 0,
    after(_ms, run) {
      flush = run;
      return () => {};
    },
  });
  for (let seq = 1; seq <= 1_000; seq += 1) {
    batch.events([{ seq } as unknown as ChatEvent]);
    batch.rooms([{ id: 'lobby', unread: seq } as never]);
    batch.users([{ id: 'u' } as never]);
    batch.typing('lobby', 'u', false);
  }
  flush();
  await turn();
  expect(main.names()).toEqual([['users', 'rooms', 'events', 'events', 'typing']]);
});
