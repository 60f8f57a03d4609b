/**
 * `node scripts/icons.mjs`: renews the picture that the app itself carries (windows, notifications).
 * Those of the packages are drawn when they are made.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawIcon } from './lib/release/icons.mjs';
import { root } from './lib/run.mjs';

writeFileSync(path.join(root, 'electron', 'assets', 'icon.png'), await drawIcon(256));
