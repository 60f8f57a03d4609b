/**
 * `npm run torture -- --minutes N [--seed S]`: server and members as real processes, killed and cut
 * off while they talk, then audited (docs/robustness.md). `npm run model` and `npm run defects` are
 * the same program with another first word.
 */
import { buildCli, buildTorture } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { exitOnSignals, run } from './lib/run.mjs';

exitOnSignals();
await ensureDependencies();
await buildCli();
await buildTorture();
const { code } = await run(process.execPath, [
  '--enable-source-maps',
  'out/torture/main.js',
  ...process.argv.slice(2),
]);
process.exit(code);
