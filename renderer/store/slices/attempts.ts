import type { PushData } from '../../../protocol/ipc';

export type AttemptState = PushData<'attempt'>['state'];

/** Connecting to something new, while a person waits for it. */
export interface AttemptsSlice {
  attempts: Readonly<Record<string, AttemptState>>;
  /** The one that is on screen; answers and cancelling go to it. */
  attempt: string | null;
}

export const initialAttempts: AttemptsSlice = { attempts: {}, attempt: null };

export const startAttempt = (slice: AttemptsSlice, id: string): AttemptsSlice => ({
  // A fast attempt may have spoken before its own name was known here.
  attempts: { [id]: slice.attempts[id] ?? { state: 'working', step: 'finding' } },
  attempt: id,
});

/** Kept even for an id not yet known here: the answer to `connect` may still be on its way. */
export const putAttempt = (
  slice: AttemptsSlice,
  id: string,
  state: AttemptState,
): Pick<AttemptsSlice, 'attempts'> => ({ attempts: { ...slice.attempts, [id]: state } });

export const endAttempt = (slice: AttemptsSlice, id: string): AttemptsSlice => {
  const { [id]: _gone, ...attempts } = slice.attempts;
  return { attempts, attempt: slice.attempt === id ? null : slice.attempt };
};
