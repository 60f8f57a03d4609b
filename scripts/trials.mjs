/** `npm run fuzz|powerloss|faults|floods|middle`: builds what is tried and what tries it. */
import { buildCli, buildTrials } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { exitOnSignals, run } from './lib/run.mjs';
import { ensureTracer } from './lib/system-packages.mjs';

exitOnSignals();
await ensureDependencies();
await ensureTracer();
await buildCli();
await buildTrials();
const { code } = await run(process.execPath, [
  '--enable-source-maps',
  'out/trials/main.js',
  ...process.argv.slice(2),
]);
process.exit(code);
