/** One decoder, fed for a while. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { seeded } from '../../server/testing/mutate';
import type { Decoder } from './decoders';
import { POOL } from './pool';
import { sampler } from './sample';

/** What one input may take, in ms of this program's own time; a second try decides. */
const SLOW_MS = 50;
const TRIES = 3;

export interface Fed {
  readonly inputs: number;
  /** Of them, those that were taken: the others were refused. */
  readonly taken: number;
  readonly slowestMs: number;
  /** Bytes by which the heap grew. */
  readonly growth: number;
}

/** Throws with the input when the decoder throws, or takes long. */
export function feed(decoder: Decoder, inputs: number, seed: number): Fed {
  const from = sampler(seeded(seed), POOL);
  let taken = 0;
  let slowestMs = 0;
  let before = 0;
  for (let i = 0; i < inputs; i += 1) {
    if (i === Math.floor(inputs / 10)) before = heapUsed();
    const input = decoder.make(from);
    let ms = Number.POSITIVE_INFINITY;
    try {
      for (let tries = 0; tries < TRIES && ms > SLOW_MS; tries += 1) {
        const started = performance.now();
        const read = decoder.read(input);
        ms = Math.min(ms, performance.now() - started);
        if (read && tries === 0) taken += 1;
      }
    } catch (why) {
      throw new Error(`${decoder.name}, seed ${seed}, input ${i}: ${shown(input)}`, { cause: why });
    }
    if (ms > SLOW_MS) throw new Error(`${decoder.name}: ${ms} ms for input ${i}: ${shown(input)}`);
    slowestMs = Math.max(slowestMs, ms);
  }
  return { inputs, taken, slowestMs, growth: heapUsed() - before };
}

const shown = (input: unknown): string =>
  (Buffer.isBuffer(input) ? input.toString('latin1') : (JSON.stringify(input) ?? '')).slice(0, 500);

/** Bytes in use after everything unreachable was thrown away. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed: heap, external } = process.memoryUsage();
  return heap + external;
}
