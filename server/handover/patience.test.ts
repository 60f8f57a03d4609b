/**
 * However much there is to move, every step is answered at once and only silence ends a hand-over: on a
 * clock that the test moves.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { HANDOVER_CHUNK_BYTES, HANDOVER_IDLE_MS, REPLY_TIMEOUT_MS } from '../../protocol/limits';
import type { HandoverFrame, HandoverStep } from '../../protocol/succession';
import { openSqliteLog } from '../log/sqlite/sqlite-log';
import type { Session } from '../session/session';
import { dataFolder } from '../testing/test-server';
import { Handover } from './handover';

const [HOST, HEIR] = [`k${'h'.repeat(22)}`, `k${'e'.repeat(22)}`];
const CHUNKS = 40;

/** Timers that go off when the time is moved over them. */
function handClock() {
  let now = 0;
  const waiting = new Set<{ at: number; run: () => void }>();
  return {
    after(ms: number, run: () => void) {
      const timer = { at: now + ms, run };
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
    pass(ms: number) {
      now += ms;
      for (const timer of [...waiting]) {
        if (timer.at > now || !waiting.delete(timer)) continue;
        timer.run();
      }
    },
  };
}

async function scene() {
  const dataDir = await dataFolder();
  const log = openSqliteLog({ file: join(dataDir, 'log.db'), durability: 'full', shared: true });
  await mkdir(join(dataDir, 'files', 'ab'), { recursive: true });
  const file = join(dataDir, 'files', 'ab', 'fabcdefgh');
  await writeFile(file, Buffer.alloc(CHUNKS * HANDOVER_CHUNK_BYTES, 7));
  const told: HandoverFrame[] = [];
  const holds: boolean[] = [];
  const session = {
    verified: true,
    features: new Set(['host']),
    state: (frame: HandoverFrame) => told.push(frame),
  } as unknown as Session;
  const clock = handClock();
  const handover = new Handover({
    ...{ dataDir, fingerprint: 'F'.repeat(43), epoch: log.epoch, succession: [] },
    hub: {
      hold: async (on) => void holds.push(on),
      present: () => session,
      user: () => undefined,
      tell() {},
    },
    sign: () => ({ spki: '', signature: '' }),
    password: () => undefined,
    settings: () => ({ files: { maxBytes: 1, userBytes: 1, totalBytes: 1, days: null } }),
    done() {},
    log() {},
    after: (ms, run) => clock.after(ms, run),
  });
  const { id = '' } = await handover.step(HOST, { do: 'offer', to: HEIR });
  const heir = (step: HandoverStep) => handover.step(HEIR, step);
  await heir({ do: 'accept', id, key: 'K'.repeat(43) });
  const close = async () => {
    await handover.stop();
    await log.close();
  };
  return { id, heir, clock, told, holds, close, handover };
}

it('takes as long as it takes while chunks go over, and tells how far it is', async () => {
  const { id, heir, clock, told, holds, close } = await scene();
  const { parts = [] } = await heir({ do: 'list', id, from: 0 });
  expect(parts).toMatchObject([{ name: 'files/ab/fabcdefgh' }]);
  let passed = 0;
  for (let n = 0; n < CHUNKS; n += 1) {
    clock.pass(HANDOVER_IDLE_MS - 1);
    passed += HANDOVER_IDLE_MS - 1;
    await heir({ do: 'read', id, part: 0, offset: n * HANDOVER_CHUNK_BYTES });
  }
  expect(passed).toBeGreaterThan(20 * (HANDOVER_IDLE_MS + REPLY_TIMEOUT_MS));
  // All of that while the room went on.
  expect(holds).toEqual([]);
  const shares = told.map(({ part }) => part ?? 0);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.length).toBeGreaterThan(CHUNKS / 2);
  expect(told.at(-1)).toMatchObject({ state: 'moving', bytes: expect.any(Number) });
  while (!(await heir({ do: 'seal', id })).sealed);
  expect(holds).toEqual([true]);
  const { parts: rest = [] } = await heir({ do: 'list', id, from: 1 });
  expect(rest.map(({ name }) => name)).toContain('log.db');
  await close();
});

it('is given up after silence, before and while the room is paused, and the room goes on', async () => {
  for (const pausing of [false, true]) {
    const { id, heir, clock, told, holds, close } = await scene();
    if (pausing) while (!(await heir({ do: 'seal', id })).sealed);
    clock.pass(HANDOVER_IDLE_MS);
    await expect.poll(() => told.at(-1)?.state).toBe('failed');
    expect(holds).toEqual(pausing ? [true, false] : [false]);
    await expect(heir({ do: 'finish', id })).rejects.toThrow();
    await close();
  }
});

it('a seal that takes longer is answered all the same, and asked again', async () => {
  const { id, heir, clock, handover, close } = await scene();
  const first = heir({ do: 'seal', id });
  clock.pass(HANDOVER_IDLE_MS / 3);
  // Whichever came first: it is answered, and the hand-over stands.
  expect(typeof (await first).sealed).toBe('boolean');
  while (!(await heir({ do: 'seal', id })).sealed);
  await handover.step(HOST, { do: 'cancel', id });
  await close();
});
