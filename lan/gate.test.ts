import { expect, it } from 'vitest';
import { LAN_RATE_PER_SOURCE, LAN_RATE_TOTAL, LAN_RATE_WINDOW_MS } from '../protocol/limits';
import { Gate } from './gate';

const admitted = (gate: Gate, source: string, times: number): number =>
  Array.from({ length: times }, () => gate.admits(source)).filter(Boolean).length;

it('reads so many of one source, begins anew with the next window, and lets others in', () => {
  let now = 5_000;
  const gate = new Gate(() => now);
  expect(admitted(gate, 'a', 1_000)).toBe(LAN_RATE_PER_SOURCE);
  expect(admitted(gate, 'b', 1)).toBe(1);
  now += LAN_RATE_WINDOW_MS - 1;
  expect(admitted(gate, 'a', 1)).toBe(0);
  now += 1;
  expect(admitted(gate, 'a', 1)).toBe(1);
  now -= 60_000;
  expect(admitted(gate, 'a', 1_000)).toBe(LAN_RATE_PER_SOURCE);
});

it('reads so many of all together, whatever sources are made up', () => {
  const gate = new Gate(() => 0);
  let sum = 0;
  for (let i = 0; i < 20_000; i += 1) sum += admitted(gate, `10.0.${i >> 8}.${i & 255}`, 1);
  expect(sum).toBe(LAN_RATE_TOTAL);
});
