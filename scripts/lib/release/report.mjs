/** What came of it: sizes, checksums, and the switches read back from the binary. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { dist } from './build.mjs';
import { readFuses } from './fuses.mjs';

const MB = 1_000_000;
const megabytes = (bytes) => `${(bytes / MB).toFixed(1)} MB`;

/** Bytes of all files below. */
export const folderSize = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);

async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * Prints sizes and fuses, and writes SHA256SUMS beside the packages, and `build.json`: which Electron is
 * in them, and whether that is the fallback (release:check refuses it).
 */
export async function report(artifacts, made) {
  const packages = path.join(dist, 'packages');
  const files = [...new Set(artifacts)].filter((file) => existsSync(file)).sort();
  writeFileSync(path.join(packages, 'build.json'), `${JSON.stringify(made)}\n`);
  const sums = [];
  for (const file of files) {
    sums.push(`${await sha256(file)}  ${path.basename(file)}`);
    process.stdout.write(`${path.basename(file)}  ${megabytes(statSync(file).size)}\n`);
  }
  if (sums.length > 0) writeFileSync(path.join(packages, 'SHA256SUMS'), `${sums.join('\n')}\n`);
  for (const entry of readdirSync(packages)) {
    if (!/-unpacked$|^mac/.test(entry)) continue;
    process.stdout.write(
      `${entry}  ${megabytes(folderSize(path.join(packages, entry)))} on disk\n`,
    );
    const fuses = await readFuses(path.join(packages, entry));
    for (const [name, on] of Object.entries(fuses)) {
      process.stdout.write(`  ${on ? 'on ' : 'off'} ${name}\n`);
    }
  }
}
