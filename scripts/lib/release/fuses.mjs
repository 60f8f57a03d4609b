/** Reading Electron's switches back from a binary that was packed. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { NAMES } from '../../../packaging/builder/fuses.mjs';

/** In the binary they stand as the characters 0 and 1 (Electron's docs, "Fuses"). */
const STATES = { 48: false, 49: true };

/** The program inside an unpacked package of any system. */
export function programIn(folder) {
  const names = ['sarangbang', 'Sarangbang.exe'].map((name) => path.join(folder, name));
  const bundle = readdirSync(folder).find((name) => name.endsWith('.app'));
  if (bundle) names.push(path.join(folder, bundle));
  const found = names.find((file) => existsSync(file));
  if (!found) throw new Error(`no program in ${folder}`);
  return found;
}

/** By the names of packaging/builder/fuses.mjs: true when on; null for one this Electron lacks. */
export async function readFuses(folder) {
  const { FuseV1Options, getCurrentFuseWire } = (await import('@electron/fuses')).default;
  const wire = await getCurrentFuseWire(programIn(folder));
  return Object.fromEntries(
    Object.entries(NAMES).map(([key, name]) => [key, STATES[wire[FuseV1Options[name]]] ?? null]),
  );
}
