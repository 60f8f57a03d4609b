/**
 * The app built for the Electron that is there, and a screen to show it on: for programs that start it.
 * Loaded whole or not at all: what it imports is there only once packages are.
 */
export async function appOnDisplay() {
  const { setUp } = await import('./setup.mjs');
  const electron = await setUp();
  const { electronEnv } = await import('./electron-runtime.mjs');
  const { buildApp } = await import('./build.mjs');
  await buildApp(electron);
  const { ensureDisplay } = await import('./xvfb.mjs');
  const display = await ensureDisplay();
  const env = { ...process.env, ...display.env, ...electronEnv(electron) };
  return { env, stop: () => display.stop() };
}
