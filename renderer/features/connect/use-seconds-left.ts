import { useEffect, useState } from 'react';

/** Fine enough that no second is skipped on screen. */
const LOOK_EVERY_MS = 250;

/** Counts down from `retryAfterMs`, anew for every new object. 0 when there is nothing to wait for. */
export const useSecondsLeft = (from: { retryAfterMs?: number }): number => {
  const [left, setLeft] = useState(from.retryAfterMs ?? 0);
  useEffect(() => {
    const until = Date.now() + (from.retryAfterMs ?? 0);
    const look = () => setLeft(Math.max(0, until - Date.now()));
    look();
    if (until <= Date.now()) return;
    const timer = setInterval(() => {
      look();
      if (until <= Date.now()) clearInterval(timer);
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [from]);
  return Math.ceil(left / 1000);
};
