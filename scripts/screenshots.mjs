/**
 * `npm run screenshots`: every screen in both languages, both themes and both sizes, taken in the
 * real app, as one page to look through (out/screens/index.html), and the pictures of
 * docs/screenshots/. Words after it go to the runner, e.g. a single spec; `--quick` leaves axe out.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { writeGallery } from './lib/gallery.mjs';
import { root } from './lib/run.mjs';
import { say } from './lib/say.mjs';

const SPECS = ['e2e/screens.spec.ts', 'e2e/sheets.spec.ts', 'e2e/states.spec.ts'];
const pictures = path.join(root, 'out', 'screens');
const words = process.argv.slice(2);
const specs = words.filter((word) => word !== '--quick');
process.env.SARANGBANG_SCREENSHOTS = words.includes('--quick') ? 'quick' : '1';
// Taken anew, nothing of an earlier run is to stand among them.
if (specs.length === 0) rmSync(pictures, { recursive: true, force: true });
process.argv.splice(2, words.length, 'e2e', ...(specs.length > 0 ? specs : SPECS));
process.on('exit', () => {
  const page = writeGallery(pictures);
  if (page) say(`Every screen: ${page}`);
});
await import('./test.mjs');
