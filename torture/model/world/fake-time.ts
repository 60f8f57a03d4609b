/**
 * Puts a clock that stands still in the place of the process's own, for classes that ask no clock
 * of their tests. `setImmediate` and promises stay as they are: they are order, not time.
 */
import type { FakeClock } from '../../../client/testing/fake-clock';

type Run = (...args: unknown[]) => void;

class Timer {
  constructor(public cancel: () => void) {}
  ref = (): this => this;
  unref = (): this => this;
  hasRef = (): boolean => false;
}

/** Returns what gives the process its own time back. */
export function fakeTime(clock: FakeClock): () => void {
  const real = { setTimeout, clearTimeout, setInterval, clearInterval };
  const dateNow = Date.now;
  const performanceNow = performance.now;
  const stop = (timer?: unknown) => {
    if (timer instanceof Timer) timer.cancel();
  };
  const once = (run: Run, ms = 0, ...args: unknown[]) =>
    new Timer(clock.after(ms, () => run(...args)));
  const again = (run: Run, ms = 0, ...args: unknown[]) => {
    const timer = new Timer(() => {});
    const next = () => {
      timer.cancel = clock.after(Math.max(1, ms), () => {
        next();
        run(...args);
      });
    };
    next();
    return timer;
  };
  Object.assign(globalThis, {
    setTimeout: once,
    clearTimeout: stop,
    setInterval: again,
    clearInterval: stop,
  });
  Date.now = () => clock.now();
  performance.now = () => clock.now();
  return () => {
    Object.assign(globalThis, real);
    Date.now = dateNow;
    performance.now = performanceNow;
  };
}
