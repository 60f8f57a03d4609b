/** What happens around a server: a full disk, one that cannot be written, another server, clocks. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RATE_GUEST_MESSAGES } from '../../protocol/limits';
import { newKey } from '../../server/testing/native-client';
import { type DidNotStart, House, type HouseOptions } from '../support/house';
import { Member } from '../support/member';
import { insist, saidIn } from './sender';

const TIMEOUT = { timeout: 120_000 };
const MB = 1024 * 1024;
const DAY_MS = 86_400_000;

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'sarangbang-around-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function open(options: HouseOptions = {}): Promise<House> {
  const house = await House.open(options);
  onTestFinished(async () => void (await house.end('SIGKILL')));
  return house;
}

const refusal = (options: HouseOptions): Promise<DidNotStart> =>
  House.open(options).then(
    async (house) => {
      await house.end('SIGKILL');
      throw new Error('it started');
    },
    (why) => why as DidNotStart,
  );

const run = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;

/** A disk of memory of that size, in a folder; null where this may not be. */
function smallDisk(bytes: number): string | null {
  const place = folder();
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', place)) return null;
  onTestFinished(() => void run('umount', '-l', place));
  return place;
}
const mounts = (() => {
  const place = mkdtempSync(path.join(tmpdir(), 'sarangbang-mount-'));
  const may = run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place);
  if (may) run('umount', '-l', place);
  rmSync(place, { recursive: true, force: true });
  return may;
})();
if (!mounts) process.stdout.write('Small disks were skipped: they cannot be mounted here.\n');

describe.runIf(mounts)('a disk', () => {
  it(
    'that is full is said, nothing is lost, and talk goes on when there is space',
    TIMEOUT,
    async () => {
      const place = smallDisk(20 * MB) as string;
      const ballast = path.join(place, 'ballast');
      writeFileSync(ballast, Buffer.alloc(17 * MB));
      const data = path.join(place, 'data');
      const house = await open({ folder: data, flags: ['--rate-limit', 'off'] });
      const texts = Array.from({ length: 300 }, (_, i) => `${i} ${'가'.repeat(3000)}`);
      let full = false;
      const { seqs, refusals } = await insist(house, texts, newKey(), {
        onRefused() {
          // it was full: somebody tidies up, and whoever wrote tries again as the client does
          if (!full) rmSync(ballast);
          full = true;
        },
      });
      expect(refusals).toBeGreaterThan(0);
      expect(house.lines.join('\n')).toContain('disk is full');
      expect(await saidIn(house)).toEqual(texts.map((text, i) => ({ seq: seqs[i], text })));
      await house.end();
      const again = await open({ folder: data });
      expect(await saidIn(again)).toHaveLength(texts.length);
    },
  );

  it(
    'that cannot be written is told in a sentence, and no server is started',
    TIMEOUT,
    async () => {
      const place = smallDisk(6 * MB) as string;
      await (await open({ folder: place })).end();
      expect(run('mount', '-o', 'remount,ro', place)).toBe(true);
      const { code, message } = await refusal({ folder: place });
      expect(code).toBe(1);
      expect(message).not.toMatch(/\bat .+:\d+:\d+/);
      expect(message.split('\n')).toHaveLength(1);
      expect(run('mount', '-o', 'remount,rw', place)).toBe(true);
      await open({ folder: place });
    },
  );
});

describe('another program', () => {
  it('that serves the same folder is refused, and the first one serves on', TIMEOUT, async () => {
    const data = folder();
    const house = await open({ folder: data });
    const { code, message } = await refusal({ folder: data });
    expect(code).toBe(1);
    expect(message).toContain(data);
    const { seqs } = await insist(house, ['still mine'], newKey());
    expect(seqs).toHaveLength(1);
  });

  it(
    'cannot take the port of a running server, and is not mistaken for it afterwards',
    TIMEOUT,
    async () => {
      const data = folder();
      const house = await open({ folder: data });
      const { port } = house;
      const take = () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const thief = createServer();
          thief.once('error', reject).listen({ port, host: '127.0.0.1' }, () => resolve(thief));
        });
      await expect(take()).rejects.toMatchObject({ code: 'EADDRINUSE' });
      await house.end('SIGKILL');
      const thief = await take();
      onTestFinished(() => void thief.close());
      const { code, message } = await refusal({ folder: data, flags: ['--port', `${port}`] });
      expect(code).toBe(1);
      expect(message).toContain(String(port));
    },
  );
});

const FAKE_CLOCK = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1',
].find((file) => existsSync(file));
if (!FAKE_CLOCK) process.stdout.write('Jumping clocks were skipped: libfaketime is not here.\n');

describe('time', () => {
  it.runIf(FAKE_CLOCK)('that jumps by a day, forth and back, stops nobody', TIMEOUT, async () => {
    const clock = path.join(folder(), 'clock');
    const jump = (by: string) => writeFileSync(clock, `${by}\n`);
    jump('+0');
    const house = await open({
      env: {
        LD_PRELOAD: FAKE_CLOCK as string,
        FAKETIME_TIMESTAMP_FILE: clock,
        FAKETIME_NO_CACHE: '1',
        // what counts elapsed time does not jump, only what a person sees on the wall
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      },
    });
    const times: number[] = [];
    const someone = await Member.join({
      ...{ port: house.port, name: 'someone' },
      onEvent: (event) => event.kind === 'posted' && times.push(event.ts),
    });
    let last = 0;
    const say = async (text: string) => {
      const reply = await someone.post(text);
      if (!reply.ok) return reply.error;
      expect(Number(reply.result.seq)).toBeGreaterThan(last);
      last = Number(reply.result.seq);
      return null;
    };
    /** More than one may say at a time: who is told to wait, is told a time that makes sense. */
    const tooMuch = async () => {
      const answers = await Promise.all(
        Array.from({ length: RATE_GUEST_MESSAGES.points * 2 }, () => say('and more')),
      );
      const waits = answers.flatMap((error) => error?.retryAfterMs ?? []);
      expect(waits.length).toBeGreaterThan(0);
      const window = RATE_GUEST_MESSAGES.perSeconds * 1000;
      for (const wait of waits) expect(wait).toBeLessThanOrEqual(window);
      await new Promise((resolve) => setTimeout(resolve, Math.max(...waits) + 100));
    };
    await tooMuch();
    jump('+1d');
    expect(await say('a day later')).toBeNull();
    expect(times.at(-1)).toBeGreaterThan((times[0] as number) + DAY_MS / 2);
    await tooMuch();
    jump('-1d');
    expect(await say('two days earlier')).toBeNull();
    await tooMuch();
    expect(await say('in the end')).toBeNull();
    expect(someone.closed).toBe(false);
    expect(house.lines).toEqual([]);
  });

  it('that stands still for a while loses and doubles nothing', TIMEOUT, async () => {
    const house = await open({ flags: ['--rate-limit', 'off'] });
    const texts = Array.from({ length: 40 }, (_, i) => `${i}`);
    const saying = insist(house, texts, newKey());
    for (let n = 0; n < 3; n += 1) {
      house.signal('SIGSTOP');
      await new Promise((resolve) => setTimeout(resolve, 300));
      house.signal('SIGCONT');
    }
    const { seqs } = await saying;
    expect(await saidIn(house)).toEqual(texts.map((text, i) => ({ seq: seqs[i], text })));
  });
});
