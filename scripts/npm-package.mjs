/**
 * `npm run package:npm -- [FOLDER]`: the command line as a package of npm, into dist/packages or FOLDER.
 * Not `npm pack` in the checkout: npm always packs what `main` names, and that is the app.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { homepage } from '../packaging/builder/product.mjs';
import { buildCli } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { dist, manifest } from './lib/release/build.mjs';
import { root, run } from './lib/run.mjs';

const PARTS = ['LICENSE', 'README.md', 'bin', 'out/cli/main.js', 'out/cli/server-worker.js'];

await ensureDependencies();
await buildCli();
const staged = path.join(dist, 'npm');
const target = path.resolve(process.argv[2] ?? path.join(dist, 'packages'));
rmSync(staged, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const part of PARTS) {
  cpSync(path.join(root, part), path.join(staged, part), { recursive: true });
}
const { name, version, description, license, author, type, bin, engines, dependencies } =
  manifest();
const own = { name, version, description, license, author, homepage: homepage() };
writeFileSync(
  path.join(staged, 'package.json'),
  `${JSON.stringify({ ...own, type, bin, engines, dependencies }, null, 2)}\n`,
);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const words = ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', target];
process.exit((await run(npm, words, { cwd: staged })).code);
