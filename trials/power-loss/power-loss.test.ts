/**
 * A share of `npm run powerloss`: what was accepted survives the loss of power at any moment, and
 * the control, which does not flush each commit, shows that this would be noticed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { encodeFrame } from '../../protocol/wire/frame';
import { seeded } from '../../server/testing/mutate';
import { Disk, SECTOR_BYTES } from './disk';
import { losePower, record } from './run';
import { readTrace } from './trace';

const SEED = 20261121;
const MESSAGES = 150;
const IMAGES = 1_000;
const CONTROL_IMAGES = 100;
const TIMEOUT = { timeout: 240_000 };

describe('a disk that loses its power', () => {
  const random = seeded(1);
  const two = Buffer.concat([Buffer.alloc(SECTOR_BYTES, 'a'), Buffer.alloc(SECTOR_BYTES, 'b')]);

  it('keeps what was flushed, and no more for certain', () => {
    const disk = new Disk();
    disk.take({ kind: 'create', file: 'a' });
    disk.take({ kind: 'write', file: 'a', at: 0, bytes: two });
    expect(disk.image('everything', random).get('a')).toEqual(two);
    expect(disk.image('nothing', random).has('a')).toBe(false);
    disk.take({ kind: 'sync', file: 'a' });
    disk.take({ kind: 'sync', file: '.' });
    disk.take({ kind: 'truncate', file: 'a', size: 0 });
    expect(disk.image('nothing', random).get('a')).toEqual(two);
    expect(disk.image('everything', random).get('a')).toHaveLength(0);
  });

  it('tears writes at sectors', () => {
    const disk = new Disk();
    disk.take({ kind: 'create', file: 'a' });
    disk.take({ kind: 'sync', file: '.' });
    disk.take({ kind: 'write', file: 'a', at: 0, bytes: two });
    const found = new Set<string>();
    for (let i = 0; i < 200; i += 1) {
      const bytes = disk.image('some sectors', random).get('a') ?? Buffer.alloc(0);
      found.add(`${bytes.length}:${bytes[0] ?? '-'}:${bytes[SECTOR_BYTES] ?? '-'}`);
    }
    // none, the first, the second over a hole of zeros, both
    expect([...found].sort()).toEqual(['0:-:-', '1024:0:98', '1024:97:98', '512:97:-']);
  });

  it('may find a renamed file under either name until its folder is flushed', () => {
    const disk = new Disk();
    disk.take({ kind: 'create', file: 'new' });
    disk.take({ kind: 'sync', file: '.' });
    disk.take({ kind: 'rename', file: 'new', to: 'old' });
    expect([...disk.image('nothing', random).keys()]).toEqual(['new']);
    disk.take({ kind: 'sync', file: '.' });
    expect([...disk.image('nothing', random).keys()]).toEqual(['old']);
  });
});

describe('the trace of a server', () => {
  const hex = (text: string | Buffer) =>
    [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  const reply = encodeFrame({ t: 'reply', id: 'c1', ok: true, result: { seq: 1 } });
  const sending = `7 write(20<${hex('socket:[1]')}>, "${hex(reply)}", ${reply.length}`;
  const log = `7 pwrite64(21<${hex('/data/log')}>, "${hex('abc')}", 3, 0`;

  const read = async (lines: string[]) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sarangbang-power-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const trace = path.join(folder, 'trace');
    writeFileSync(trace, `${lines.join('\n')}\n`);
    return readTrace(trace, '/data');
  };

  it.each([
    ['ended', [`${sending}) = ${reply.length}`]],
    ['was cut off by the kill', [`${sending} <unfinished ...>`, '7 +++ killed by SIGKILL +++']],
    ['was resumed by the kill', [`${sending} <unfinished ...>`, '7 <... write resumed>) = ?']],
  ])('counts a reply as accepted whose sending %s', async (_, lines) => {
    expect(await read(lines)).toEqual([{ kind: 'accepted', id: 'c1', seq: 1 }]);
  });

  it('takes nothing for kept of which the disk did not say so', async () => {
    expect(await read([`${log} <unfinished ...>`, '7 +++ killed by SIGKILL +++'])).toEqual([]);
  });
});

const traced = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;
if (!traced)
  process.stdout.write('Losing power was skipped: strace is not here, or not allowed.\n');

describe.runIf(traced)('a server whose power is lost', () => {
  let full: Awaited<ReturnType<typeof record>>;
  let normal: typeof full;
  beforeAll(async () => {
    full = await record('full', MESSAGES, SEED);
    normal = await record('normal', MESSAGES, SEED);
  }, 240_000);

  it('recorded what it did', () => {
    const kinds = new Set(full.steps.map(({ kind }) => kind));
    for (const kind of ['create', 'write', 'truncate', 'sync', 'rename', 'accepted', 'listening']) {
      expect(kinds).toContain(kind);
    }
    const accepted = full.steps.filter(({ kind }) => kind === 'accepted');
    expect(accepted).toHaveLength(full.worked.deeds.length);
  });

  it('has everything that it accepted, opens clean, and is the same server', TIMEOUT, async () => {
    const { images, losses } = await losePower(full, IMAGES, SEED);
    expect(images).toBe(IMAGES);
    expect(losses).toEqual([]);
  });

  it('would be found to lose some if it did not flush', TIMEOUT, async () => {
    const { losses } = await losePower(normal, CONTROL_IMAGES, SEED);
    expect(losses.length).toBeGreaterThan(0);
    // what it keeps is sound all the same: the last commits are missing, and nothing else is wrong
    for (const { wrong } of losses) expect(wrong).toMatch(/was accepted/);
  });
});
