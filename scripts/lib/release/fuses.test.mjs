/** The switches of a release, in a real binary. With what they prevent: e2e/packaging/deb.spec.ts. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { expect, it, onTestFinished } from 'vitest';
import { fusesFor, NAMES } from '../../../packaging/builder/fuses.mjs';
import { ensureElectron } from '../electron-runtime.mjs';
import { fuseFaults, readFuses } from './fuses.mjs';

// On macOS they stand in a framework beside the program, which only the packing puts together.
it.skipIf(process.platform === 'darwin')(
  'are set in this Electron and read back from it; as it comes, it would be refused',
  async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-fuses-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const program = path.join(
      folder,
      process.platform === 'win32' ? 'Sarangbang.exe' : 'sarangbang',
    );
    copyFileSync((await ensureElectron()).executable, program);
    expect(fuseFaults(await readFuses(folder), { released: true })).toEqual(
      expect.arrayContaining([expect.stringContaining('runAsNode is on')]),
    );

    const wanted = fusesFor({ inspectable: false });
    const wire = Object.entries(wanted).map(([name, on]) => [FuseV1Options[NAMES[name]], on]);
    await flipFuses(program, { version: FuseVersion.V1, ...Object.fromEntries(wire) });
    const found = await readFuses(folder);
    expect(found).toEqual(wanted);
    expect(fuseFaults(found, { released: true })).toEqual([]);
  },
  60_000,
);
