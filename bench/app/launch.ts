/**
 * From the start of the process to a window that can be used, beside a bare window of the same
 * runtime: cold (nothing of it in memory, a data folder of its own) and warm (started before).
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Scenario } from '../lib/report';
import { appArguments, BARE, electronProgram, onAllCores, PAGES, quietEnv } from './electron';
import { type Figure, sampleOf, tableOf } from './figures';

/** When it came how far, in ms since it was started. */
interface Marks {
  /** The first line of JavaScript ran. */
  code: number;
  ready: number;
  /** The window was made. */
  window: number;
  /** The document was parsed, and its scripts had run. */
  page: number;
  shown: number;
  usable: number;
  /** Ms of CPU until it was usable; null where the system does not tell. */
  mainCpu: number | null;
  pageCpu: number | null;
}

interface Pair {
  ours: Marks[];
  bare: Marks[];
}

const LAUNCH_TIMEOUT_MS = 60_000;
/** The second start in a folder puts by what was compiled, the third one uses it. */
const UNCOUNTED = 2;

/** One start. `at`: the app's folder; `folder`: its data. */
async function launchOnce(at: string, folder: string): Promise<Marks> {
  const started = performance.timeOrigin + performance.now();
  const args = ['-r', path.join(PAGES, 'launch-probe.cjs'), ...appArguments(at, folder)];
  const child = spawn(electronProgram(), args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: quietEnv({ BENCH_STARTED: String(started) }),
  });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), LAUNCH_TIMEOUT_MS);
  await once(child, 'close');
  clearTimeout(timer);
  const line = /^bench-marks (.*)$/m.exec(text)?.[1];
  if (!line) throw new Error(`${at} did not come up`);
  return JSON.parse(line) as Marks;
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

/** Files out of the system's memory, as far as it lets go of them; false where it cannot. */
const forget = (folders: readonly string[]): boolean =>
  folders.flatMap(filesIn).every((file) => {
    const { status } = spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none']);
    return status === 0;
  });

const pair = (): Pair => ({ ours: [], bare: [] });

async function measure(cold: number, warm: number) {
  const base = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-bench-'));
  const at = (name: string) => path.join(base, name);
  const runs = { cold: pair(), warm: pair(), forgotten: true };
  const code = [
    path.dirname(electronProgram()),
    path.resolve('out/main'),
    path.resolve('out/renderer'),
  ];
  try {
    for (let i = 0; i < cold; i += 1) {
      runs.forgotten &&= forget(code);
      runs.cold.bare.push(await launchOnce(BARE, at(`bare-${i}`)));
      runs.forgotten &&= forget(code);
      runs.cold.ours.push(await launchOnce(process.cwd(), at(`ours-${i}`)));
    }
    for (let i = -UNCOUNTED; i < warm; i += 1) {
      const bare = await launchOnce(BARE, at('bare'));
      const ours = await launchOnce(process.cwd(), at('ours'));
      if (i < 0) continue;
      runs.warm.bare.push(bare);
      runs.warm.ours.push(ours);
    }
  } finally {
    rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  }
  return runs;
}

const figure = (what: string, { ours, bare }: Pair, of: keyof Marks, most?: number): Figure => ({
  what,
  unit: 'ms',
  ours: sampleOf(ours.map((marks) => marks[of] ?? Number.NaN)),
  beside: { name: 'a bare window', ...sampleOf(bare.map((marks) => marks[of] ?? Number.NaN)) },
  ...(most !== undefined && { goal: { p: 'p50', most } }),
});

const STEPS: Readonly<Partial<Record<keyof Marks, string>>> = {
  code: 'the first line of JavaScript runs',
  ready: 'the runtime is ready',
  window: 'the window is made',
  page: 'the scripts of the page have run',
  shown: 'the window is shown',
  mainCpu: 'CPU of the main process until it is usable',
  pageCpu: 'CPU of the page until it is usable',
};

export const launchScenario: Scenario = {
  name: 'app-launch',
  about: 'from the start of the process to a window that can be used',
  async run({ quick, machine, say }) {
    onAllCores(machine);
    const [cold, warm] = quick ? [1, 1] : [5, 12];
    say(`launching ${cold} times cold, ${warm + UNCOUNTED} times warm, each beside a bare window`);
    const runs = await measure(cold, warm);
    const steps = Object.entries(STEPS) as [keyof Marks, string][];
    return [
      tableOf(
        'Launch to a usable first window',
        [
          figure('cold: usable', runs.cold, 'usable'),
          figure('warm: usable', runs.warm, 'usable', 1_000),
          ...steps.map(([of, what]) => figure(`warm: ${what}`, runs.warm, of)),
        ],
        [
          'Cold: a data folder of its own each time, and the files of runtime and app out of the page cache.',
          ...(runs.forgotten ? [] : ['The page cache could not be emptied: cold is less cold.']),
        ],
      ),
    ];
  },
};
