/**
 * `npm run torture -- --minutes N [--seed S]`: server and members as real processes, killed and cut
 * off while they talk, then audited (docs/robustness.md). `npm run model` and `npm run defects` are
 * the same program with another first word.
 */
import { appOnDisplay } from './lib/app-on-display.mjs';
import { buildCli, buildTorture } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { exitOnSignals, run } from './lib/run.mjs';

exitOnSignals();
const args = process.argv.slice(2);
await ensureDependencies();
await buildCli();
await buildTorture();
const app = args.includes('--app') ? await appOnDisplay() : { env: process.env, stop: () => {} };
const { code } = await run(
  process.execPath,
  ['--enable-source-maps', 'out/torture/main.js', ...args],
  {
    env: app.env,
  },
);
app.stop();
process.exit(code);
