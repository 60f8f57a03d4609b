// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Preload } from '../../../protocol/ipc';
import { sayDrawn } from './drawn';

const said = vi.fn();
let frames: (() => void)[] = [];
let hidden = false;

beforeEach(() => {
  said.mockReset().mockResolvedValue({ ok: true });
  frames = [];
  hidden = false;
  vi.useFakeTimers();
  vi.stubGlobal('sarangbang', { call: said } as unknown as Preload);
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const draw = () => {
  for (const run of frames.splice(0)) run();
};

test('it is said after the frame, once for all that came before it', () => {
  sayDrawn('a');
  sayDrawn('a');
  sayDrawn('b');
  vi.runAllTimers();
  expect(said).not.toHaveBeenCalled();
  draw();
  expect(said).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(said.mock.calls).toEqual([
    ['drawn', { server: 'a' }],
    ['drawn', { server: 'b' }],
  ]);
  sayDrawn('a');
  draw();
  vi.runAllTimers();
  expect(said).toHaveBeenCalledTimes(3);
});

test('a page that nobody sees has no frames, and says it all the same', () => {
  hidden = true;
  sayDrawn('a');
  vi.runAllTimers();
  expect(said).toHaveBeenCalledTimes(1);
});

test('a server that was removed meanwhile is nobody to tell', async () => {
  said.mockRejectedValue(new Error('unknown'));
  sayDrawn('a');
  draw();
  await vi.runAllTimersAsync();
  expect(said).toHaveBeenCalledTimes(1);
});
