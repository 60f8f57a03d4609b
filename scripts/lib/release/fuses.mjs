/** Reading Electron's switches back from a binary that was packed. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fusesFor, NAMES } from '../../../packaging/builder/fuses.mjs';

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

/**
 * How a binary differs from what a release has. A build for tests may be looked into (the one
 * difference it has); an Electron that lacks a switch cannot have it on.
 */
export function fuseFaults(found, { released }) {
  const wanted = fusesFor({ inspectable: false });
  return Object.entries(wanted)
    .filter(([name, on]) => found[name] !== on && !(found[name] === null && !on))
    .filter(([name]) => released || name !== 'enableNodeCliInspectArguments')
    .map(
      ([name, on]) =>
        `${name} is ${found[name] ? 'on' : 'off'}, and should be ${on ? 'on' : 'off'}`,
    );
}
