import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer, Target } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { settleMyName } from '../../store/my-name';
import type { AttemptState } from '../../store/slices/attempts';
import { useStore } from '../../store/store';

/** Somebody who waits for a free place is tried again this often. */
const WAIT_FOR_PLACE_MS = 10_000;

export interface Attempt {
  /** Null: nothing was started, or it was cancelled. */
  state: AttemptState | null;
  /** The server is full and this goes on by itself. */
  waiting: boolean;
  target: Target | null;
  start: (target: Target, password?: string) => void;
  answer: (given: Answer) => void;
  cancel: () => void;
}

/**
 * One attempt, owned by the screen that started it: it ends with that screen. When it is done the
 * server is shown, and `onDone` is called with what was connected to.
 */
export const useAttempt = (onDone?: (target: Target) => void): Attempt => {
  const { t } = useTranslation();
  const [id, setId] = useState<string | null>(null);
  const [target, setTarget] = useState<Target | null>(null);
  const [starting, setStarting] = useState(false);
  const [broken, setBroken] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const password = useRef<string | undefined>(undefined);
  /** Counts up with every start and cancel: an answer to an older one is of no interest. */
  const round = useRef(0);
  const current = useRef(id);
  current.current = id;
  const known = useStore((state) => (id ? (state.attempts[id] ?? null) : null));

  const state: AttemptState | null = broken
    ? { state: 'failed', failure: { code: 'internal' } }
    : (known ?? (starting ? { state: 'working', step: 'finding' } : null));

  const start = useCallback(
    (next: Target, nextPassword?: string) => {
      const mine = ++round.current;
      password.current = nextPassword ?? next.password;
      setId(null);
      setTarget(next);
      setBroken(false);
      setStarting(true);
      settleMyName(t('welcome.guest'))
        .then((name) => {
          if (mine !== round.current) return null;
          return actions.connect({ target: next, name, password: password.current });
        })
        .then((started) => {
          if (!started) return;
          if (mine === round.current) setId(started);
          else void actions.cancel(started);
        })
        .catch(() => mine === round.current && setBroken(true))
        .finally(() => mine === round.current && setStarting(false));
    },
    [t],
  );

  const cancel = useCallback(() => {
    round.current++;
    setStarting(false);
    setBroken(false);
    setWaiting(false);
    setTarget(null);
    setId(null);
    if (current.current) void actions.cancel(current.current);
  }, []);

  const answer = useCallback(
    (given: Answer) => {
      if (given.kind === 'password') password.current = given.password;
      if (id) actions.answer(id, given).catch(() => setBroken(true));
    },
    [id],
  );

  // Leaving the screen ends what it started.
  useEffect(
    () => () => {
      round.current++;
      if (current.current) void actions.cancel(current.current);
    },
    [],
  );

  const done = known?.state === 'done' ? known : null;
  useEffect(() => {
    if (!done || !id || !target) return;
    if (done.room) actions.openRoom(done.server, done.room);
    else actions.openServer(done.server);
    if (done.room && target.message)
      void actions.jumpTo(done.server, done.room, target.message, { remember: false });
    setId(null);
    setWaiting(false);
    void actions.cancel(id);
    onDone?.(target);
  }, [done, id, target, onDone]);

  const full = known?.state === 'failed' && known.failure.code === 'full';
  useEffect(() => {
    if (!full || !target) return;
    setWaiting(true);
    const timer = setTimeout(() => start(target, password.current), WAIT_FOR_PLACE_MS);
    return () => clearTimeout(timer);
  }, [full, target, start]);

  const ended = known?.state === 'failed' && !full;
  useEffect(() => {
    if (ended) setWaiting(false);
  }, [ended]);

  return { state, waiting, target, start, answer, cancel };
};
