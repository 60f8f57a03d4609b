/**
 * Loaded into a server under trial before its own code (`node --import`): tells over the channel
 * to its parent how much memory is in use once everything unreachable was thrown away.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

process.on('message', (asked) => {
  if (asked !== 'memory') return;
  collect();
  collect();
  const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
  process.send?.({ heap: heapUsed + external + arrayBuffers, rss });
});
// whoever started it is gone, perhaps by force
process.on('disconnect', () => process.exit(1));
// the server ends when it is told to, whether or not somebody still listens here
process.channel?.unref();
