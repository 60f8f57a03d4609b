/**
 * `npm run bench -- [scenario ...] [--quick] [--runs N] [--write] [--before PROGRAM]`: every figure in one run with
 * its neighbours, as a median with its spread. Each server runs in a process and on a core of its
 * own; the load comes from this one. `--quick` shows that it works; its figures are worth nothing.
 */
import { parseArgs } from 'node:util';
import { serveAnchor } from './anchors/serve';
import { appScenarios } from './app';
import { searchCopy } from './copy-search';
import { benchFiles } from './files';
import { benchHistory, serveHistory } from './history';
import { folderFor, keep, writePage } from './lib/keep';
import { settleDown } from './lib/machine';
import { asText } from './lib/print';
import type { Scenario, Settings, Table } from './lib/report';
import { holdBeside } from './neighbours';
import { SCENARIOS } from './scenarios';
import { benchSearch } from './search';
import { endAll } from './server-process';

const RUNS = 5;
const QUICK_RUNS = 2;

/** Print for themselves, and keep nothing. */
const OTHERS: Readonly<Record<string, () => Promise<void>>> = {
  leafing: benchHistory,
  finding: benchSearch,
  files: () => benchFiles(),
};

/** In the real app, which must be built and shown: only when they are asked for, `app` for all. */
const EVERY = [...SCENARIOS, ...appScenarios];
const spelledOut = (name: string): readonly string[] =>
  name === 'app' ? appScenarios.map((scenario) => scenario.name) : [name];

const [first, second, third] = process.argv.slice(2);
const say = (line: string) => process.stderr.write(`${line}\n`);

/** Null when it failed: the others are measured all the same. */
async function attempt(scenario: Scenario, settings: Settings): Promise<readonly Table[] | null> {
  try {
    return await scenario.run(settings);
  } catch (why) {
    say(`  ${scenario.name} failed: ${why instanceof Error ? why.stack : why}`);
    process.exitCode = 1;
    endAll();
    return null;
  }
}

async function bench(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      runs: { type: 'string' },
      before: { type: 'string' },
    },
  });
  const { quick, before } = values;
  // what is worth nothing is not for the page
  const write = values.write && !quick;
  if (before !== undefined) holdBeside(before);
  const runs = Number(values.runs ?? (quick ? QUICK_RUNS : RUNS));
  const known = [...EVERY.map(({ name }) => name), 'app', ...Object.keys(OTHERS)];
  const named = positionals.length > 0 ? positionals : SCENARIOS.map(({ name }) => name);
  const wanted = named.flatMap(spelledOut);
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined || !(runs >= 1)) {
    say(`${unknown ?? 'so many runs'} is not known; there are: ${known.join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const machine = settleDown();
  const settings = { quick, runs, machine, say };
  for (const scenario of EVERY.filter(({ name }) => wanted.includes(name))) {
    const started = performance.now();
    say(`${scenario.name}: ${scenario.about}`);
    const tables = await attempt(scenario, settings);
    if (!tables) continue;
    for (const table of tables) process.stdout.write(asText(table));
    const day = new Date().toISOString().slice(0, 10);
    const { name, about } = scenario;
    keep(folderFor(write), { scenario: name, about, day, machine, quick, runs, tables });
    say(`  took ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }
  for (const name of wanted) await OTHERS[name]?.();
  if (write) writePage(folderFor(write), EVERY);
}

if (first === '--anchor') await serveAnchor(second ?? '');
else if (first === '--history') await serveHistory(second as string, Number(third));
else if (first === '--copy') await searchCopy(second as string);
else await bench();
