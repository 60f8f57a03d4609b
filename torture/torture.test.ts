/** The same command that anybody may give, for two minutes: it fails when its audit finds anything. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';
import { SEED } from '../protocol/testing/property';

const MINUTES = 2;
const root = path.resolve(import.meta.dirname, '..');

it('processes that are killed and cut off lose nothing, double nothing, reorder nothing', async () => {
  const seed = SEED ?? Math.floor(Math.random() * 0x7fff_ffff);
  const args = ['--minutes', MINUTES, '--seed', seed, '--members', 3].map(String);
  const child = spawn(process.execPath, ['scripts/torture.mjs', ...args], { cwd: root });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
    });
  }
  const [code] = await once(child, 'close');
  expect(code, said).toBe(0);
  expect(said).toMatch(/kill -9; \d+ events with \d+ messages audited/);
  expect(said).toMatch(/none lost, none twice, none out of order/);
}, 420_000);
