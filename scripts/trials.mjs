/** `npm run fuzz|powerloss|faults|floods|middle`: builds what is tried and what tries it. */
import { appOnDisplay } from './lib/app-on-display.mjs';
import { buildCli, buildTrials } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { exitOnSignals, run } from './lib/run.mjs';
import { ensureTracer } from './lib/system-packages.mjs';

exitOnSignals();
await ensureDependencies();
const args = process.argv.slice(2);
await ensureTracer();
await buildCli();
await buildTrials();
const app = args.includes('--app') ? await appOnDisplay() : { env: process.env, stop: () => {} };
const { code } = await run(
  process.execPath,
  ['--enable-source-maps', 'out/trials/main.js', ...args],
  { env: app.env },
);
app.stop();
process.exit(code);
