/**
 * Loaded into a server under trial before its own code (`node --import`). Over the channel to its
 * parent it tells how much memory is in use once everything unreachable was thrown away, and how long
 * whatever happened had to wait for its turn since it was asked last.
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** A timer of so many ms looks how late it is; only once somebody asked. */
const LOOK_MS = 2;
const NS_PER_MS = 1e6;
const late = monitorEventLoopDelay({ resolution: LOOK_MS });
let before = performance.eventLoopUtilization();

const memory = () => {
  collect();
  collect();
  const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
  return { heap: heapUsed + external + arrayBuffers, rss };
};

const loop = () => {
  const ms = (ns) => Math.max(0, ns / NS_PER_MS - LOOK_MS);
  const now = performance.eventLoopUtilization();
  const { utilization: busy } = performance.eventLoopUtilization(now, before);
  const told = { p99: ms(late.percentile(99)), worst: ms(late.max), busy };
  before = now;
  late.enable();
  late.reset();
  return told;
};

const answers = { memory, loop };
process.on('message', (asked) => {
  if (Object.hasOwn(answers, asked)) process.send?.(answers[asked]());
});
// whoever started it is gone, perhaps by force
process.on('disconnect', () => process.exit(1));
// the server ends when it is told to, whether or not somebody still listens here
process.channel?.unref();
