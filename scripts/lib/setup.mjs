import { ensureDependencies } from './dependencies.mjs';
import { ensureDisplayPackages } from './system-packages.mjs';

/** What both commands need before anything else; quick when there is nothing to do. */
export async function setUp() {
  await ensureDependencies();
  await ensureDisplayPackages();
  const { ensureElectron } = await import('./electron-runtime.mjs');
  return ensureElectron();
}
