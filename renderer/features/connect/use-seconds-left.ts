import { useEffect, useState } from 'react';

/** Counts down from `retryAfterMs`, anew for every new object. 0 when there is nothing to wait for. */
export const useSecondsLeft = (from: { retryAfterMs?: number }): number => {
  const [until, setUntil] = useState(() => Date.now() + (from.retryAfterMs ?? 0));
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setUntil(Date.now() + (from.retryAfterMs ?? 0));
    setNow(Date.now());
  }, [from]);
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => setNow(Date.now()), 250);
    return () => clearTimeout(timer);
  });
  return left;
};
