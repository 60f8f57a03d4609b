import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { leastSquares } from '../scenarios/cost';
import { type Kept, writePage } from './keep';
import { overview } from './overview';

const PAGE = 'docs/benchmarks';
const once = (value: number) => ({ median: value, low: value, high: value, runs: 1 });

const kept = (scenario: string, tables: Kept['tables']): Kept => ({
  ...{ scenario, about: 'about', day: '2026-11-22', quick: false, runs: 1, tables },
  machine: { cores: 2, model: 'm', system: 's', node: 'v20', pinned: true },
});

it('says of each goal what was found, and nothing of what was not measured', () => {
  const fan = (name: string, perCpu: number, share: number, more: object) => ({
    name,
    cells: { perCpu: once(perCpu), share: once(share), ...more },
  });
  const text = overview([
    kept('f100', [
      {
        title: 't',
        columns: [],
        rows: [
          fan('Sarangbang', 900, 0.9, {}),
          fan('C, coalescing (the limit)', 1000, 1, { goal: 0.9, ours: once(0.9), met: 'met' }),
          fan('NATS', 500, 0.5, { goal: 3, ours: once(1.8), met: 'not met' }),
        ],
      },
    ]),
    kept('idle', [
      {
        title: 't',
        columns: [],
        rows: [{ name: 'Sarangbang, in the room', cells: { each10000: 7.5, total10000: 90 } }],
      },
    ]),
    kept('app-launch', [{ title: 'Launch', columns: [], rows: [{ name: 'warm', cells: LAUNCH }] }]),
  ]);
  expect(text).toContain('| room of 100: share of the limit | ≥ 0.9 | 0.90 | met |');
  expect(text).toContain('| room of 100: times NATS | ≥ 3 | 1.80 | not met |');
  expect(text).toContain('| 10,000 who say nothing: KB each | ≤ 7 | 7.5 | not met |');
  expect(text).toContain('| the same: MB in all | ≤ 110 | 90 | met |');
  expect(text).toContain('| Launch: warm | p50 ≤ 1000 ms | 950.0 | met |');
  expect(text).toContain('| NATS | 500 (0.50) |');
  expect(text).not.toContain('handshakes');
});
const LAUNCH = { p50: 950, goal: 'p50 <= 1000 ms', met: 'yes' };

it('the page is what its figures make of it', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(PAGE, folder, { recursive: true });
  const page = (from: string) => readFileSync(path.join(from, 'README.md'), 'utf8');
  const names = [...page(PAGE).matchAll(/^## (\S+)$/gm)].map(([, name = '']) => ({ name }));
  expect(names.length).toBeGreaterThan(10);
  writePage(folder, names);
  expect(page(folder)).toBe(page(PAGE));
});

it('the cost model finds the costs that a burst was made of', () => {
  const costs = [300, 30, 9, 0.06];
  const rows = [1, 8, 64].flatMap((k) => [10, 100, 400].map((m) => [1, k, m, k * m]));
  const values = rows.map((row) => row.reduce((all, n, i) => all + n * (costs[i] as number), 0));
  leastSquares(rows, values).forEach((found, i) => {
    expect(found).toBeCloseTo(costs[i] as number, 6);
  });
});
