/** `npm run typecheck`: one project per folder, so that the compiler knows where code runs. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './lib/run.mjs';

const PROJECTS = [
  'protocol',
  'protocol/wire',
  'lan',
  'search',
  'server',
  'client',
  'cli',
  'electron',
  'renderer',
  'e2e',
  'bench',
  'torture',
  'trials',
  'tsconfig.test.json',
  'tsconfig.tools.json',
];

let failed = false;
for (const project of PROJECTS) {
  if (!existsSync(path.join(root, project))) continue;
  const { code, output } = await run(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', project, '--noEmit'],
    {
      quiet: true,
      timeoutMs: 2 * 60_000,
    },
  );
  if (code === 0) continue;
  failed = true;
  process.stdout.write(`${project}:\n${output}`);
}
process.exit(failed ? 1 : 0);
