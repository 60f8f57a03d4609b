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

const remembered = path.join('node_modules', '.cache', 'types');
const nameOf = (project) => project.replaceAll('/', '-');

let failed = false;
for (const project of PROJECTS) {
  if (!existsSync(path.join(root, project))) continue;
  const { code, output } = await run(
    process.execPath,
    [
      ...['node_modules/typescript/bin/tsc', '-p', project, '--noEmit'],
      // The second time only what changed, and what depends on it, is looked at.
      ...['--incremental', '--tsBuildInfoFile', path.join(remembered, `${nameOf(project)}.json`)],
    ],
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
