/** Accepted means kept: a process that is killed in the middle of writing loses nothing it accepted. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acceptedAt } from '../log';
import { DEVICE, EPOCH, textOf } from './kill.child';
import { openSqliteLog } from './sqlite-log';

const KILLS = 20;
/** In a folder from which packages are found. */
const bundle = join(import.meta.dirname, '../../../node_modules/.cache/sarangbang/kill.child.mjs');
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sarangbang-kill-'));
  await build({
    entryPoints: [join(import.meta.dirname, 'kill.child.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes until it has accepted that many more, is killed at once, and tells the last one. */
async function writeAndDie(file: string, accepts: number): Promise<number> {
  const child = spawn(process.execPath, [bundle, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  let lines = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
    lines += text.split('\n').length - 1;
    if (lines >= accepts) child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'close');
  expect(signal).toBe('SIGKILL');
  return Number(told.slice(0, told.lastIndexOf('\n')).split('\n').at(-1));
}

it(`loses nothing that was accepted in ${KILLS} kills, and keeps one order`, async () => {
  const file = join(folder, 'log.db');
  for (let kill = 0; kill < KILLS; kill += 1) {
    const accepted = await writeAndDie(file, 1 + ((kill * 37) % 300));
    // how it is locked makes no difference to what is kept: both ways in turn
    const log = openSqliteLog({ file, durability: 'full', shared: kill % 2 === 0 });
    const kept = log.highWater(DEVICE, EPOCH);
    expect(kept).toBeGreaterThanOrEqual(accepted);
    const { events } = log.read('lobby', { after: 0, limit: 1e6, maxBytes: 1e9 });
    expect(events).toHaveLength(kept);
    events.forEach((event, i) => {
      expect(event).toMatchObject({ seq: i + 1, prev: i, text: textOf(i + 1) });
    });
    for (const n of [1, accepted, kept]) {
      expect(log.answerOf(DEVICE, EPOCH, n)).toEqual({ hash: String(n), answer: acceptedAt(n) });
    }
    await log.close();
  }
});
