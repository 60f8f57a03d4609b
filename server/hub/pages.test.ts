/** What a page holds and when it is answered, with a reader that takes its time. */
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../protocol/errors';
import { LOBBY } from '../../protocol/ids';
import { createMemoryLog } from '../log/memory-log';
import type { HubDeps } from './api';
import { openTestHub, turn } from './test-support';

type Read = NonNullable<HubDeps['readPage']>;
interface Asked {
  range: Parameters<Read>[1];
  /** Reads now. */
  answer(): void;
  leave(): void;
  fail(why: Error): void;
}

function open() {
  const log = createMemoryLog();
  const asked: Asked[] = [];
  const readPage: Read = (room, range) =>
    new Promise((resolve, reject) => {
      asked.push({
        range,
        answer() {
          const { events, more } = log.read(room, range);
          resolve({ events: new TextEncoder().encode(JSON.stringify(events)), more });
        },
        leave: () => resolve(null),
        fail: reject,
      });
    });
  return { ...openTestHub({ store: log, readPage }), asked };
}
type Page = { events: { text?: string; seq: number }[]; head: number; more: boolean };
const textsOf = (page: unknown) => (page as Page).events.map(({ text }) => text).filter(Boolean);

describe('a page from a moment on', () => {
  it('begins with what was said then, and goes on from there', async () => {
    let clock = 1_700_000_000_000;
    const { enter } = openTestHub({ now: () => clock });
    const ann = await enter('ann');
    const page = (at: number) => ann.ok({ verb: 'history', room: LOBBY, at, limit: 2 });
    await ann.ok({ verb: 'post', room: LOBBY, text: 'one' });
    clock += 1_000;
    const later = clock;
    for (const text of ['two', 'three', 'four']) await ann.ok({ verb: 'post', room: LOBBY, text });
    expect(textsOf(await page(later))).toEqual(['two', 'three']);
    expect(await page(later)).toMatchObject({ more: true });
    expect(await page(later + 1_000_000)).toMatchObject({ events: [], more: false });
  });
});

describe('a page that is read elsewhere', () => {
  it('is as of the moment when it was asked for, however late it is read', async () => {
    const { enter, asked } = open();
    const ann = await enter('ann');
    await ann.ok({ verb: 'post', room: LOBBY, text: 'before' });
    const page = ann.ok({ verb: 'history', room: LOBBY });
    await turn();
    await ann.ok({ verb: 'post', room: LOBBY, text: 'after' });
    asked[0]?.answer();
    expect(textsOf(await page)).toEqual(['before']);
    expect(await page).toMatchObject({ head: 2, more: false });
  });

  it('shows nothing that was staged and not committed', async () => {
    let release: () => void = () => {};
    const disk = { waits: false };
    const log = createMemoryLog({
      disk: () =>
        disk.waits
          ? new Promise<void>((resolve) => {
              release = resolve;
            })
          : undefined,
    });
    const { enter } = openTestHub({ store: log });
    const ann = await enter('ann');
    disk.waits = true;
    const posting = ann.ok({ verb: 'post', room: LOBBY, text: 'staged' });
    await turn();
    expect(textsOf(await ann.ok({ verb: 'history', room: LOBBY }))).toEqual([]);
    disk.waits = false;
    release();
    await posting;
    expect(textsOf(await ann.ok({ verb: 'history', room: LOBBY }))).toEqual(['staged']);
  });

  it('comes in the order in which pages were asked for; others do not wait', async () => {
    const { enter, asked } = open();
    const ann = await enter('ann');
    const bob = await enter('bob');
    const order: string[] = [];
    const ask = (who: typeof ann, name: string) =>
      who.ok({ verb: 'history', room: LOBBY }).then(() => order.push(name));
    const all = [ask(ann, 'ann 1'), ask(ann, 'ann 2'), ask(bob, 'bob')];
    await turn();
    asked[1]?.answer();
    await turn();
    expect(order).toEqual([]);
    asked[2]?.answer();
    await turn();
    expect(order).toEqual(['bob']);
    asked[0]?.answer();
    await Promise.all(all);
    expect(order).toEqual(['bob', 'ann 1', 'ann 2']);
  });

  it('is refused as its reader refuses it, and the next one is not held up', async () => {
    const { enter, asked, lines } = open();
    const ann = await enter('ann');
    const replies = [1, 2, 3].map(() => ann.submit({ verb: 'history', room: LOBBY }));
    await turn();
    asked[1]?.fail(new Refusal('slow-down', { retryAfterMs: 1000 }));
    asked[0]?.fail(new Error('its thread ended'));
    asked[2]?.answer();
    const [first, second, third] = await Promise.all(replies);
    expect(first).toEqual({ ok: false, error: { code: 'internal' } });
    expect(second).toMatchObject({ ok: false, error: { code: 'slow-down', retryAfterMs: 1000 } });
    expect(third).toMatchObject({ ok: true });
    expect(lines.join()).toContain('its thread ended');
  });

  it('is read here when there is nobody else to read it', async () => {
    const { enter, asked } = open();
    const ann = await enter('ann');
    await ann.ok({ verb: 'post', room: LOBBY, text: 'hi' });
    const page = ann.ok({ verb: 'history', room: LOBBY });
    await turn();
    asked[0]?.leave();
    expect(textsOf(await page)).toEqual(['hi']);
  });

  it('is for members of that moment only', async () => {
    const { enter, asked } = open();
    const ann = await enter('ann');
    await ann.ok({ verb: 'leave', room: LOBBY });
    expect(await ann.refusal({ verb: 'history', room: LOBBY })).toBe('not-a-member');
    expect(asked).toEqual([]);
  });
});
