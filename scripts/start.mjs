/** `npm start`: everything that is needed, then the app. Arguments after `--` go to the app. */
import { spawn } from 'node:child_process';
import { buildApp } from './lib/build.mjs';
import { root } from './lib/run.mjs';
import { say } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';
import { ensureDisplay } from './lib/xvfb.mjs';

const electron = await setUp();
await buildApp(electron);
const { sandboxArguments } = await import('./lib/electron-runtime.mjs');
const display = await ensureDisplay();
say('Opening Sarangbang …');
const app = spawn(electron.executable, [...sandboxArguments(), root, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, ...display.env },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => app.kill(signal));
app.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
app.on('exit', (code, signal) => {
  display.stop();
  process.exit(code ?? (signal ? 1 : 0));
});
