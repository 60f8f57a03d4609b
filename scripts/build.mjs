/** `npm run build`: the app and the command line. */
import { buildApp, buildCli } from './lib/build.mjs';
import { setUp } from './lib/setup.mjs';

const electron = await setUp();
await buildApp(electron);
await buildCli();
