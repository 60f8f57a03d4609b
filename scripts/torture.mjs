/**
 * `npm run torture -- --minutes N [--seed S]`: server and members as real processes, killed and cut
 * off while they talk, then audited (docs/robustness.md). `npm run model` and `npm run defects` are
 * the same program with another first word.
 */
import { buildCli, buildTorture } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { exitOnSignals, run } from './lib/run.mjs';

exitOnSignals();
const args = process.argv.slice(2);
await ensureDependencies();
await buildCli();
await buildTorture();
let display = { env: {}, stop: () => {} };
let env = process.env;
if (args.includes('--app')) {
  const { setUp } = await import('./lib/setup.mjs');
  const electron = await setUp();
  const { electronEnv } = await import('./lib/electron-runtime.mjs');
  const { buildApp } = await import('./lib/build.mjs');
  await buildApp(electron);
  const { ensureDisplay } = await import('./lib/xvfb.mjs');
  display = await ensureDisplay();
  env = { ...env, ...display.env, ...electronEnv(electron) };
}
const { code } = await run(
  process.execPath,
  ['--enable-source-maps', 'out/torture/main.js', ...args],
  {
    env,
  },
);
display.stop();
process.exit(code);
