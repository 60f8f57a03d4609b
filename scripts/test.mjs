/**
 * `npm test`: the same set-up as `npm start`, then every check, then one plain summary.
 * `npm test -- unit` (or types, lint, e2e, package) runs single stages; further words go to the runner.
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildApp, buildCli } from './lib/build.mjs';
import { exitOnSignals, root, run } from './lib/run.mjs';
import { say } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';
import { counted, countPlaywright, countVitest } from './lib/stages.mjs';
import {
  ensureInputMethod,
  ensureNamespaceTools,
  ensurePackageTools,
  ensurePackers,
  ensureTracer,
} from './lib/system-packages.mjs';
import { ensureDisplay } from './lib/xvfb.mjs';

const MINUTE = 60_000;
const wanted = process.argv.slice(2).filter((word) => /^(types|lint|unit|e2e|package)$/.test(word));
const rest = process.argv.slice(2).filter((word) => !wanted.includes(word));
exitOnSignals();
const electron = await setUp();
const { describeElectron, electronEnv } = await import('./lib/electron-runtime.mjs');
const includes = (stage) => wanted.length === 0 || wanted.includes(stage);
const inputMethod = includes('e2e') ? await ensureInputMethod() : false;
const { prepareTrial, runTrial } = await import('./lib/release/trial.mjs');
// It mostly waits for the network, the first time: the other stages need not wait for it.
if (includes('package')) await ensurePackageTools();
const trial = includes('package') ? prepareTrial() : null;
const reports = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-test-'));
const bin = (name) => path.join(root, 'node_modules', ...name.split('/'));

/** Types and lint hold no tests to count; when they fail they count as one failure. */
const check = (ok) => ({ passed: 0, failed: ok ? 0 : 1, skipped: 0, failures: [] });
const node = (script, args, options) => run(process.execPath, [script, ...args], options);

/** On a person's own screen one app at a time; where displays are made for the tests, three. */
const testDisplays = async () => {
  const first = await ensureDisplay({ always: Boolean(process.env.CI) });
  if (!first.env.DISPLAY) return [first];
  const another = () => ensureDisplay({ always: true });
  return [first, await another(), await another()];
};

const stages = {
  types: async () => {
    const { code } = await node('scripts/typecheck.mjs', [], { timeoutMs: 3 * MINUTE });
    return check(code === 0);
  },
  lint: async () => {
    const biome = await node(bin('@biomejs/biome/bin/biome'), ['check', '--error-on-warnings'], {
      timeoutMs: 2 * MINUTE,
    });
    const imports = await node('scripts/import-rules.mjs', [], { timeoutMs: MINUTE });
    return check(biome.code === 0 && imports.code === 0);
  },
  unit: async () => {
    await packagesMade;
    await buildCli();
    // without them the tests that need them say so and are counted as skipped
    await ensureNamespaceTools();
    await ensureTracer();
    await ensurePackers();
    const file = path.join(reports, 'vitest.json');
    const { code } = await node(
      bin('vitest/vitest.mjs'),
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...rest],
      {
        timeoutMs: 11 * MINUTE,
        env: { ...process.env, NODE_ENV: 'test' },
      },
    );
    return counted(code, countVitest(file));
  },
  e2e: async () => {
    await buildApp(electron);
    await buildCli();
    const file = path.join(reports, 'playwright.json');
    const displays = await testDisplays();
    let code = 1;
    try {
      ({ code } = await node(bin('@playwright/test/cli.js'), ['test', ...rest], {
        timeoutMs: (process.env.SARANGBANG_SCREENSHOTS ? 60 : 12) * MINUTE,
        env: {
          ...process.env,
          ...displays[0].env,
          SARANGBANG_DISPLAYS: displays.flatMap(({ env }) => env.DISPLAY ?? []).join(' '),
          ...electronEnv(electron),
          SARANGBANG_INPUT_METHOD: inputMethod ? '1' : '0',
          PLAYWRIGHT_JSON_OUTPUT_NAME: file,
        },
      }));
    } finally {
      for (const display of displays) display.stop();
    }
    return counted(code, countPlaywright(file));
  },
  package: async () => {
    const { why, code, output, report, facts } = await (installing ?? tryPackages());
    if (why) {
      notes.push(`The Debian package was not tried on a clean system: ${why}.`);
      return { ...check(true), skipped: 1 };
    }
    process.stdout.write(output ?? '');
    notes.push(...facts);
    return counted(code, countPlaywright(report));
  },
};

const tryPackages = async (options) => {
  const { debian, why } = await trial;
  return debian ? runTrial({ debian, ...options }) : { why };
};

/**
 * Packages are made beside the first checks. Installing them waits more than it works: where the clean
 * Debian is there already it goes on beside the unit tests, which begin when the packages are made, so
 * that nothing is built while tests look at it.
 */
/** A clean Debian that was kept is found within this. */
const KEPT_DEBIAN_MS = 5_000;
let installing = null;
let packagesMade = null;
const beginInstalling = async () => {
  const later = new Promise((resolve) => setTimeout(resolve, KEPT_DEBIAN_MS, 'later'));
  if ((await Promise.race([trial, later])) === 'later') return;
  packagesMade = new Promise((begun) => {
    installing = tryPackages({ quiet: true, made: begun });
    installing.then(begun, begun);
  });
};

mkdirSync(path.join(root, 'out'), { recursive: true });
const rows = [];
/** Sentences below the summary: what was skipped and why, what was measured. */
const notes = [];
if (includes('package') && includes('unit')) await beginInstalling();
for (const [name, stage] of Object.entries(stages)) {
  if (!includes(name)) continue;
  say(`\n── ${name} ──`);
  const started = Date.now();
  let counts;
  try {
    counts = await stage();
  } catch (error) {
    say(String(error.message ?? error));
    counts = check(false);
  }
  rows.push({ name, ...counts, seconds: Math.round((Date.now() - started) / 1000) });
}

const print = (text) => process.stdout.write(`${text}\n`);
print(
  `\n── summary ── ${describeElectron(electron)} on ${process.platform} ${process.arch}, Node ${process.versions.node}`,
);
for (const { name, passed, failed, skipped, seconds } of rows) {
  const told =
    passed + skipped > 0
      ? `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
      : failed > 0
        ? 'did not pass'
        : 'no breach';
  print(`${failed > 0 ? 'FAILED' : 'ok    '} ${name.padEnd(7)} ${told}  (${seconds} s)`);
}
for (const text of rows.flatMap(({ failures }) => failures)) print(`✗ ${text}`);
if (!inputMethod && includes('e2e')) {
  notes.push(
    'Typing with a real Korean input method was skipped: ibus-hangul is not installed here.',
  );
}
for (const note of notes) print(note);
const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
print(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exit(sum('failed') > 0 ? 1 : 0);
