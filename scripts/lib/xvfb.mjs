import { spawn } from 'node:child_process';

/**
 * Gives a display where there is none: starts Xvfb and resolves to its name and a `stop`.
 * Elsewhere resolves to the display that is there, and stopping does nothing.
 */
export function ensureDisplay({ always = false } = {}) {
  const present = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (process.platform !== 'linux' || (present && !always)) {
    return Promise.resolve({ env: {}, stop: () => {} });
  }
  return new Promise((resolve, reject) => {
    const child = spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'],
      // Its own process group: Ctrl+C must reach the app first, which needs it to quit in order.
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true },
    );
    const stop = () => child.kill('SIGTERM');
    process.once('exit', stop);
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`Xvfb stopped (${code}) before it had a display`)),
    );
    let text = '';
    child.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve({ env: { DISPLAY: `:${text.trim()}` }, stop });
    });
  });
}
