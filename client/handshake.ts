/**
 * From an open channel to `welcome` (docs/PROTOCOL.md "Handshake"), as a pure machine: frames and
 * answers go in, frames to send and questions for a person come out. Nothing that names or proves
 * anybody is sent before the key was judged and, without encryption, before a person agreed.
 */

import type { ByeReason, ClientFrameInput, ServerFrame } from '../protocol/envelopes';
import { FEATURES, PROTOCOL_VERSION } from '../protocol/envelopes';
import type { ChatError } from '../protocol/errors';
import type { Answer, Failure, Question } from '../protocol/views';
import { WIDEST_WINDOW } from '../protocol/window';
import { authTranscript } from '../protocol/wire/auth';
import type { DeviceKey } from './api';
import type { ChannelFacts } from './socket/channel';

export type Challenge = Extract<ServerFrame, { t: 'challenge' }>;
export type Welcome = Extract<ServerFrame, { t: 'welcome' }>;

export interface Credentials {
  app: string;
  language: string;
  key: DeviceKey | null;
  /** This program could take the server over. */
  canHost: boolean;
  outbox: string;
  name: string;
  password?: string;
  /** Of the link that leads there; with it no password is needed, or it has ended. */
  invite?: string;
  /** A person, or the options, accepted that this connection is not encrypted. */
  plainAgreed: boolean;
}

export interface HandshakeState {
  at: 'start' | 'greeting' | 'asking' | 'entering' | 'over';
  channel: Pick<ChannelFacts, 'secure' | 'fingerprint' | 'exporter'>;
  mine: Credentials;
  challenge?: Challenge;
  /** A password was refused on this connection. */
  wrongPassword: boolean;
}

export type HandshakeInput =
  | { on: 'open' }
  | { on: 'frame'; frame: ServerFrame }
  | { on: 'answer'; answer: Answer };

export type HandshakeEffect =
  | { do: 'send'; frame: ClientFrameInput }
  | { do: 'ask'; question: Question }
  | { do: 'enter'; welcome: Welcome }
  | { do: 'fail'; failure: Failure; retryAfterMs?: number }
  | { do: 'bye'; reason: ByeReason; by?: string; note?: string };

export interface HandshakeStep {
  state: HandshakeState;
  effects: readonly HandshakeEffect[];
}

export const startHandshake = (
  channel: HandshakeState['channel'],
  mine: Credentials,
): HandshakeState => ({ at: 'start', channel, mine, wrongPassword: false });

export function stepHandshake(state: HandshakeState, input: HandshakeInput): HandshakeStep {
  if (state.at === 'over') return { state, effects: [] };
  if (input.on === 'open') return greet(state);
  if (input.on === 'answer') return takeAnswer(state, input.answer);
  const { frame } = input;
  if (frame.t === 'ping') {
    return { state, effects: [{ do: 'send', frame: { t: 'pong', id: frame.id } }] };
  }
  if (frame.t === 'bye') {
    const { t: _, ...last } = frame;
    return over(state, { do: 'bye', ...last });
  }
  if (frame.t === 'refused') return refusedBy(state, frame.error);
  if (frame.t === 'problem') return fail(state, failureOfError(frame.error));
  if (frame.t === 'challenge' && state.at === 'greeting') return takeChallenge(state, frame);
  // Still on its way in: whoever waits may go away, and nothing else.
  if (frame.t === 'waiting' && state.at === 'entering') {
    const { t: _, ...waiting } = frame;
    return { state, effects: [{ do: 'ask', question: { kind: 'waiting', ...waiting } }] };
  }
  if (frame.t === 'welcome' && state.at === 'entering') {
    return over(state, { do: 'enter', welcome: frame });
  }
  return fail(state, { code: 'not-sarangbang', detail: `unexpected ${frame.t}` });
}

function greet(state: HandshakeState): HandshakeStep {
  const { app, language } = state.mine;
  const frame: ClientFrameInput = {
    t: 'hello',
    v: PROTOCOL_VERSION,
    min: PROTOCOL_VERSION,
    app,
    lang: language,
    features: FEATURES.filter((feature) => feature !== 'host' || state.mine.canHost),
  };
  return { state: { ...state, at: 'greeting' }, effects: [{ do: 'send', frame }] };
}

function takeChallenge(state: HandshakeState, challenge: Challenge): HandshakeStep {
  if (challenge.v !== PROTOCOL_VERSION) {
    return fail(state, { code: challenge.v > PROTOCOL_VERSION ? 'too-new' : 'too-old' });
  }
  const { secure, fingerprint } = state.channel;
  // A server that does not know the key it just proved is being relayed.
  if (secure && challenge.fingerprint !== undefined && challenge.fingerprint !== fingerprint) {
    return fail(state, { code: 'tls-failed', detail: 'fingerprint' });
  }
  return proceed({ ...state, challenge });
}

/** Asks for what is missing, or authenticates. */
function proceed(state: HandshakeState): HandshakeStep {
  const { challenge, mine, channel } = state;
  if (!challenge) return { state, effects: [] };
  if (!channel.secure && !mine.plainAgreed) return ask(state, { kind: 'plain' });
  if (challenge.password && mine.password === undefined && mine.invite === undefined) {
    return ask(state, { kind: 'password', wrong: false });
  }
  return authenticate(state, challenge);
}

function authenticate(state: HandshakeState, challenge: Challenge): HandshakeStep {
  const { mine, channel } = state;
  // Without TLS the server's word is all there is: the signature then binds to its nonce only.
  const fingerprint = channel.fingerprint ?? challenge.fingerprint;
  const signed = mine.key && fingerprint ? { key: mine.key, fingerprint } : null;
  const frame: ClientFrameInput = {
    t: 'auth',
    name: mine.name,
    outbox: mine.outbox,
    credit: WIDEST_WINDOW,
    ...(mine.password !== undefined && { password: mine.password }),
    ...(mine.invite !== undefined && { invite: mine.invite }),
    ...(signed && {
      key: signed.key.publicKey,
      sig: Buffer.from(
        signed.key.sign(
          authTranscript({
            fingerprint: signed.fingerprint,
            nonce: challenge.nonce,
            exporter: channel.exporter,
            key: signed.key.publicKey,
          }),
        ),
      ).toString('base64url'),
    }),
  };
  return { state: { ...state, at: 'entering' }, effects: [{ do: 'send', frame }] };
}

function refusedBy(state: HandshakeState, error: ChatError): HandshakeStep {
  const { code, retryAfterMs } = error;
  const later = retryAfterMs === undefined ? {} : { retryAfterMs };
  const aboutPassword = state.mine.password !== undefined && state.challenge?.password === true;
  if (code === 'password-wrong' || (code === 'slow-down' && aboutPassword)) {
    const wrong = code === 'password-wrong' || state.wrongPassword;
    const next = { ...state, wrongPassword: wrong };
    return ask(next, { kind: 'password', wrong, ...later });
  }
  if (code === 'password-required') return ask(state, { kind: 'password', wrong: false, ...later });
  if (code === 'name-taken' || code === 'name-reserved') {
    const { name } = state.mine;
    const suggestion = error.suggestion ?? `${name}2`;
    const reserved = code === 'name-reserved' && ({ reserved: true } as const);
    return ask(state, { kind: 'name-taken', name, suggestion, ...reserved });
  }
  return over(state, { do: 'fail', failure: failureOfError(error), ...later });
}

/** An answer to another question than the open one is taken down and changes nothing yet. */
function takeAnswer(state: HandshakeState, answer: Answer): HandshakeStep {
  const mine = withAnswer(state.mine, answer);
  if (state.at !== 'asking') return { state: { ...state, mine }, effects: [] };
  return proceed({ ...state, mine });
}

export function withAnswer(mine: Credentials, answer: Answer): Credentials {
  if (answer.kind === 'password') return { ...mine, password: answer.password };
  if (answer.kind === 'name') return { ...mine, name: answer.name };
  if (answer.kind === 'plain') return { ...mine, plainAgreed: true };
  return mine;
}

const ask = (state: HandshakeState, question: Question): HandshakeStep => ({
  state: { ...state, at: 'asking' },
  effects: [{ do: 'ask', question }],
});

const over = (state: HandshakeState, effect: HandshakeEffect): HandshakeStep => ({
  state: { ...state, at: 'over' },
  effects: [effect],
});

const fail = (state: HandshakeState, failure: Failure): HandshakeStep =>
  over(state, { do: 'fail', failure });

export function failureOfError(error: ChatError): Failure {
  switch (error.code) {
    case 'banned':
    case 'full':
    case 'locked':
    case 'declined':
    case 'invite-expired':
    case 'invite-used-up':
    case 'invite-revoked':
    case 'plain-refused':
      return { code: error.code, ...(error.note !== undefined && { note: error.note }) };
    case 'knock':
      return { code: 'locked', detail: error.code };
    case 'key-required':
      return { code: 'plain-refused', detail: error.code };
    case 'bad-version':
      return {
        code: (error.expected ?? PROTOCOL_VERSION + 1) > PROTOCOL_VERSION ? 'too-new' : 'too-old',
      };
    case 'shutting-down':
      return { code: 'refused', detail: error.code };
    default:
      return { code: 'internal', detail: error.code };
  }
}
