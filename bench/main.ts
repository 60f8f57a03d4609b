/**
 * `npm run bench [fan-out|crowd|history|search|files|app]`: one run, every figure as a ratio or a percentile.
 * Each server runs in a process of its own; the load comes from this one.
 */
import { serveNaive } from './anchors/naive';
import { serveWs } from './anchors/ws';
import { benchApp } from './app';
import { searchCopy } from './copy-search';
import { benchCrowd } from './crowd';
import { benchFanOut } from './fan-out';
import { benchFiles } from './files';
import { benchHistory, serveHistory } from './history';
import { benchSearch } from './search';

const [first, second, third] = process.argv.slice(2);
const all = first === undefined;

if (first === '--anchor') {
  // this file again, as one of the servers that ours is held beside
  await (second === 'ws' ? serveWs() : serveNaive());
} else if (first === '--history') {
  // this file again, as the server whose event loop is looked at
  await serveHistory(second as string, Number(third));
} else if (first === '--copy') {
  // this file again, as the app whose copy is searched
  await searchCopy(second as string);
} else {
  if (all || first === 'fan-out') await benchFanOut();
  if (all || first === 'crowd') await benchCrowd();
  if (all || first === 'history') await benchHistory();
  if (all || first === 'search') await benchSearch();
  if (all || first === 'files') await benchFiles();
  if (all || first === 'app') await benchApp();
}
