import type { CallInput } from '../../../protocol/ipc';
import type { Answer, ServerId } from '../../../protocol/views';
import { call } from '../../bridge';
import { endAttempt, startAttempt } from '../slices/attempts';
import { useStore } from '../store';

/** Starts an attempt; its steps, questions and end arrive as pushes. Returns its id. */
export const connect = async (input: CallInput<'connect'>): Promise<string> => {
  const { attempt: before } = useStore.getState();
  if (before) await cancel(before);
  const { attempt } = await call('connect', input);
  useStore.setState((state) => startAttempt(state, attempt));
  return attempt;
};

/** Answers the question of an attempt, or of a known server (`id` is either's). */
export const answer = (id: string, given: Answer) => call('answer', { id, answer: given });

/** Ends an attempt, whatever it is at. One that is over already is just taken off the screen. */
export const cancel = async (id: string): Promise<void> => {
  const state = useStore.getState().attempts[id]?.state;
  useStore.setState((slices) => endAttempt(slices, id));
  if (state === 'working' || state === 'question') await call('cancel', { attempt: id });
};

/** Try again now instead of waiting. */
export const reconnect = (server: ServerId) => call('reconnect', { server });

/** Stop trying; the copy stays readable. */
export const goOffline = (server: ServerId) => call('offline', { server });

/** Takes a server out of the rail. */
export const forget = (server: ServerId, deleteCopy: boolean) =>
  call('forget', { server, deleteCopy });

/** The host closed the room and its reader waits for it to reopen: the strip says so calmly. */
export const waitFor = (server: ServerId): void =>
  useStore.setState(({ waitingFor }) => ({ waitingFor: { ...waitingFor, [server]: true } }));

/** The invite link that the app was opened with was dealt with. */
export const dropLink = (): void => useStore.setState({ link: null });
