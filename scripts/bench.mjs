/**
 * `npm run bench -- [scenario ...] [--quick] [--write]`: load and speed beside others, in one run.
 * The app is built and shown only where a scenario of it is asked for.
 */
import { buildApp, buildBench, buildCli } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { exitOnSignals, run } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';
import { ensureDisplay } from './lib/xvfb.mjs';

const TIMEOUT_MS = 90 * 60_000;

exitOnSignals();
const words = process.argv.slice(2);
let env = process.env;
let display = null;
if (words.some((word) => word.startsWith('app'))) {
  const electron = await setUp();
  const { electronEnv } = await import('./lib/electron-runtime.mjs');
  await buildApp(electron);
  display = await ensureDisplay();
  env = { ...env, ...display.env, ...electronEnv(electron) };
} else {
  await ensureDependencies();
}
await buildCli();
await buildBench();
const { code } = await run(
  process.execPath,
  ['--enable-source-maps', 'out/bench/main.js', ...words],
  { timeoutMs: TIMEOUT_MS, env },
);
display?.stop();
process.exit(code);
