/**
 * `npm run test:package`: the stage "package" of `npm test` alone (scripts/lib/release/trial.mjs).
 * `--reuse` takes the packages of the last time; other words go to the runner.
 */
import { exitOnSignals } from './lib/run.mjs';
import { say } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';

exitOnSignals();
await setUp();
const { prepareTrial, runTrial } = await import('./lib/release/trial.mjs');
const { debian, why } = await prepareTrial();
if (!debian) {
  say(`The package was not tried: ${why}.`);
  process.exit(0);
}
const words = process.argv.slice(2);
const { code, facts } = await runTrial({
  debian,
  reuse: words.includes('--reuse'),
  words: words.filter((word) => word !== '--reuse'),
});
for (const fact of facts) say(fact);
process.exit(code);
