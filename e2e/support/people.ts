/** People without a window: the client library with a copy in memory. */
import { randomBytes } from 'node:crypto';
import type { ChatClient, DeviceKey } from '../../client/api';
import { createClient } from '../../client/client';
import { MemoryStore } from '../../client/store/memory-store';
import { hueOf } from '../../protocol/colors';
import { parseTarget } from '../../protocol/invite';
import { createDeviceKey } from '../../protocol/wire/auth';

export interface Person {
  readonly client: ChatClient;
  say(text: string, room?: string): Promise<void>;
  leave(): Promise<void>;
}

/** A key whose owner is drawn in this one of the twelve hues: pictures are the same each time. */
export function keyOfHue(hue: number): DeviceKey {
  for (;;) {
    const { key } = createDeviceKey();
    if (hueOf(key.user) === hue) return key;
  }
}

const present = new Set<Person>();

/** Joins by link, with a key of its own unless one is given; resolves when inside. */
export async function person(
  link: string,
  name: string,
  key: DeviceKey = createDeviceKey().key,
): Promise<Person> {
  const read = parseTarget(link);
  if (!read.ok) throw new Error(`not a link: ${link}`);
  const client = createClient({
    target: read.target,
    known: null,
    firstVisit: 'trust',
    plain: 'never',
    tls: 'on',
    name,
    key,
    store: new MemoryStore(),
    language: 'ko',
    app: `e2e/${randomBytes(2).toString('hex')}`,
    reconnect: true,
  });
  await new Promise<void>((resolve, reject) => {
    client.on('ready', () => resolve());
    client.on('status', (status) => {
      // who waits for a place, or for somebody to open, is not turned away
      if (status.state === 'question' && status.question.kind === 'waiting') return;
      if (status.state === 'question' || status.state === 'offline') {
        reject(new Error(`${name} could not join: ${JSON.stringify(status)}`));
      }
    });
    client.connect();
  });
  const self: Person = {
    client,
    say: (text, room = 'lobby') =>
      new Promise((resolve) => {
        const off = client.on('events', (events) => {
          if (!events.some((event) => event.kind === 'posted' && event.text === text)) return;
          off();
          resolve();
        });
        void client.post(room, text);
      }),
    leave: async () => {
      present.delete(self);
      await client.close();
    },
  };
  present.add(self);
  return self;
}

export async function everybodyLeaves(): Promise<void> {
  for (const one of [...present]) await one.leave();
}
