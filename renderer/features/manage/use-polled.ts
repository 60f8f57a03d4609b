import { useCallback, useEffect, useState } from 'react';
import { MANAGE_EVERY_MS } from '../../../protocol/limits';
import type { Outcome, Trouble } from '../../store/actions';

export interface Polled<T> {
  /** The last answer; null before the first one. */
  value: T | null;
  /** Why the last question was refused. */
  trouble: Trouble | null;
  /** Asks at once. */
  again: () => void;
}

/**
 * Asks the server now, and again every MANAGE_EVERY_MS for as long as it is on screen. `ask` must
 * be the same function for the same question.
 */
export const usePolled = <T>(ask: () => Promise<Outcome<T>>): Polled<T> => {
  const [value, setValue] = useState<T | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks at once
  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const outcome = await ask();
      if (over) return;
      if (outcome.ok) setValue(outcome.result);
      setTrouble(outcome.ok ? null : outcome.error);
      timer = setTimeout(() => void look(), MANAGE_EVERY_MS);
    };
    void look();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [ask, round]);
  const again = useCallback(() => setRound((n) => n + 1), []);
  return { value, trouble, again };
};
