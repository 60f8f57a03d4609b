/**
 * `npm run screenshots`: every screen in both languages, both themes and both sizes, taken in the
 * real app, as one page to look through (out/screens/index.html), and the pictures of
 * docs/screenshots/. Words after it go to the runner, e.g. a single spec.
 */
import path from 'node:path';
import { writeGallery } from './lib/gallery.mjs';
import { root } from './lib/run.mjs';
import { say } from './lib/say.mjs';

process.env.SARANGBANG_SCREENSHOTS = '1';
const specs = process.argv.slice(2);
process.argv.splice(2, specs.length, 'e2e', ...specs);
process.on('exit', () => {
  const page = writeGallery(path.join(root, 'out', 'screens'));
  if (page) say(`Every screen: ${page}`);
});
await import('./test.mjs');
