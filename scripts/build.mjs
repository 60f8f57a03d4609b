/** `npm run build`: the app and the command line; `npm run build -- cli`: only the latter. */
import { buildApp, buildCli } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { setUp } from './lib/setup.mjs';

if (process.argv[2] === 'cli') await ensureDependencies();
else await buildApp(await setUp());
await buildCli();
