/** `npm run bench`: load and speed as ratios, in one run. Arguments choose single measurements. */
import { buildApp, buildBench, buildCli } from './lib/build.mjs';
import { exitOnSignals, run } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';
import { ensureDisplay } from './lib/xvfb.mjs';

exitOnSignals();
const electron = await setUp();
const { electronEnv } = await import('./lib/electron-runtime.mjs');
await buildApp(electron);
await buildCli();
await buildBench();
const display = await ensureDisplay();
const { code } = await run(
  process.execPath,
  ['--enable-source-maps', 'out/bench/main.js', ...process.argv.slice(2)],
  {
    timeoutMs: 15 * 60_000,
    env: { ...process.env, ...display.env, ...electronEnv(electron) },
  },
);
display.stop();
process.exit(code);
