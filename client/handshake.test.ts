import { describe, expect, it } from 'vitest';
import type { ServerFrame } from '../protocol/envelopes';
import type { Answer } from '../protocol/views';
import { createDeviceKey, NO_EXPORTER, verifyAuth } from '../protocol/wire/auth';
import {
  type Challenge,
  type Credentials,
  type HandshakeEffect,
  type HandshakeInput,
  startHandshake,
  stepHandshake,
} from './handshake';

const FINGERPRINT = 'F'.repeat(43);
const NONCE = Buffer.alloc(32, 7).toString('base64url');
const exporter = Buffer.alloc(32, 9);
const { key } = createDeviceKey();
const secure = { secure: true, fingerprint: FINGERPRINT, exporter };
const plain = { secure: false, fingerprint: null, exporter: NO_EXPORTER };
const mine: Credentials = {
  app: 'test',
  language: 'ko',
  key,
  outbox: '00000000000000aa',
  name: '민수',
  canHost: false,
  plainAgreed: false,
};
const challenge: Challenge = {
  t: 'challenge',
  v: 1,
  features: [],
  server: { name: '방', version: '1' },
  fingerprint: FINGERPRINT,
  nonce: NONCE,
  password: false,
};
const welcome: ServerFrame = {
  t: 'welcome',
  me: {
    id: key.user,
    name: '민수',
    role: 'member',
    wire: 'app',
    presence: 'online',
    verified: true,
  },
  server: { name: '방', version: '1' },
  log: '00000000000000bb',
  hw: 0,
  credit: { events: 256, bytes: 1024 },
  now: 1,
};
const refused = (error: Extract<ServerFrame, { t: 'refused' }>['error']): ServerFrame => ({
  t: 'refused',
  error,
  final: false,
});

/** What came of the last of these inputs; the first is always the opening. */
function play(
  channel: Parameters<typeof startHandshake>[0],
  credentials: Partial<Credentials>,
  ...inputs: (ServerFrame | Answer)[]
): readonly HandshakeEffect[] {
  let state = startHandshake(channel, { ...mine, ...credentials });
  let effects: readonly HandshakeEffect[] = [];
  const feed = (input: HandshakeInput) => {
    ({ state, effects } = stepHandshake(state, input));
  };
  feed({ on: 'open' });
  for (const input of inputs) {
    feed('t' in input ? { on: 'frame', frame: input } : { on: 'answer', answer: input });
  }
  return effects;
}
const auths = (effects: readonly HandshakeEffect[]) =>
  effects.flatMap((effect) =>
    effect.do === 'send' && effect.frame.t === 'auth' ? [effect.frame] : [],
  );

describe('handshake', () => {
  it('greets without a word about who it is', () => {
    const effects = play(secure, { password: '열려라' });
    expect(effects).toMatchObject([{ do: 'send', frame: { t: 'hello', v: 1, app: 'test' } }]);
    expect(JSON.stringify(effects)).not.toContain('민수');
    expect(JSON.stringify(effects)).not.toContain(key.publicKey);
  });

  it('proves the key over this very connection', () => {
    const [auth] = auths(play(secure, {}, challenge));
    const facts = { fingerprint: FINGERPRINT, nonce: NONCE, key: key.publicKey };
    expect(verifyAuth({ ...facts, exporter }, auth?.sig ?? '')).toBe(true);
    expect(verifyAuth({ ...facts, exporter: NO_EXPORTER }, auth?.sig ?? '')).toBe(false);
    expect(auth).toMatchObject({ name: '민수', outbox: '00000000000000aa' });
    expect(auth).not.toHaveProperty('password');
  });

  it('without a key it is a guest', () => {
    const [auth] = auths(play(secure, { key: null }, challenge));
    expect(auth).not.toHaveProperty('key');
    expect(auth).not.toHaveProperty('sig');
  });

  it('is in after welcome, and deaf to what follows', () => {
    expect(play(secure, {}, challenge, welcome)).toEqual([{ do: 'enter', welcome }]);
    expect(play(secure, {}, challenge, welcome, { t: 'bye', reason: 'closed' })).toEqual([]);
  });

  it('answers a ping at any time', () => {
    expect(play(secure, {}, { t: 'ping', id: 5 })).toEqual([
      { do: 'send', frame: { t: 'pong', id: 5 } },
    ]);
  });
});

describe('questions', () => {
  it.each<[string, Partial<Credentials>, ServerFrame[], object]>([
    [
      'a password that is wanted and not known',
      {},
      [{ ...challenge, password: true }],
      { kind: 'password', wrong: false },
    ],
    [
      'a password that is wrong',
      { password: 'x' },
      [{ ...challenge, password: true }, refused({ code: 'password-wrong', retryAfterMs: 30 })],
      { kind: 'password', wrong: true, retryAfterMs: 30 },
    ],
    [
      'too many tries',
      { password: 'x' },
      [{ ...challenge, password: true }, refused({ code: 'slow-down', retryAfterMs: 9_000 })],
      { kind: 'password', wrong: false, retryAfterMs: 9_000 },
    ],
    [
      'a password that is wanted after all',
      {},
      [challenge, refused({ code: 'password-required' })],
      { kind: 'password', wrong: false },
    ],
    [
      'a name that is taken',
      {},
      [challenge, refused({ code: 'name-taken', suggestion: '민수7' })],
      { kind: 'name-taken', name: '민수', suggestion: '민수7' },
    ],
    [
      'a name that is taken, without a free one',
      {},
      [challenge, refused({ code: 'name-taken' })],
      { kind: 'name-taken', name: '민수', suggestion: '민수2' },
    ],
    [
      'a name that nobody may have',
      {},
      [challenge, refused({ code: 'name-reserved', suggestion: '느긋한 고래' })],
      { kind: 'name-taken', name: '민수', suggestion: '느긋한 고래', reserved: true },
    ],
  ])('%s', (_what, credentials, frames, question) => {
    expect(play(secure, credentials, ...frames)).toEqual([{ do: 'ask', question }]);
  });

  it('an invite goes along, and no password is asked for until the server does', () => {
    const invite = 'A'.repeat(22);
    const effects = play(secure, { invite }, { ...challenge, password: true });
    expect(auths(effects)).toMatchObject([{ invite }]);
    expect(effects.filter((effect) => effect.do === 'ask')).toEqual([]);
    const asked = play(
      secure,
      { invite },
      { ...challenge, password: true },
      refused({ code: 'password-required' }),
    );
    expect(asked.at(-1)).toEqual({ do: 'ask', question: { kind: 'password', wrong: false } });
  });

  it.each(['invite-expired', 'invite-used-up', 'invite-revoked'] as const)(
    '%s is final',
    (code) => {
      const effects = play(secure, { invite: 'A'.repeat(22) }, challenge, refused({ code }));
      expect(effects.at(-1)).toEqual({ do: 'fail', failure: { code } });
    },
  );

  it('a password is given on the same connection', () => {
    const effects = play(
      secure,
      {},
      { ...challenge, password: true },
      { kind: 'password', password: '열려라' },
    );
    expect(auths(effects)).toMatchObject([{ password: '열려라', name: '민수' }]);
  });

  it('another name is given on the same connection, with a proof', () => {
    const effects = play(
      secure,
      {},
      challenge,
      refused({ code: 'name-taken', suggestion: '민수2' }),
      { kind: 'name', name: '민수2' },
    );
    expect(auths(effects)).toMatchObject([{ name: '민수2', key: key.publicKey }]);
  });

  it('without encryption nothing is told before somebody agreed, not even a password', () => {
    const asked = play(plain, { password: '열려라' }, { ...challenge, password: true });
    expect(asked).toEqual([{ do: 'ask', question: { kind: 'plain' } }]);
    const agreed = play(plain, { password: '열려라' }, challenge, { kind: 'plain' });
    expect(auths(agreed)).toMatchObject([{ password: '열려라', key: key.publicKey }]);
    expect(auths(play(plain, { plainAgreed: true }, challenge))).toHaveLength(1);
  });
});

describe('ends', () => {
  it.each<[string, ServerFrame[], object]>([
    ['a newer server', [{ ...challenge, v: 2 }], { code: 'too-new' }],
    [
      'a newer server that refuses',
      [refused({ code: 'bad-version', expected: 2 })],
      { code: 'too-new' },
    ],
    ['an older server', [refused({ code: 'bad-version', expected: 0 })], { code: 'too-old' }],
    [
      'a server that speaks of another key than it proved',
      [{ ...challenge, fingerprint: 'O'.repeat(43) }],
      { code: 'tls-failed' },
    ],
    ['a ban', [challenge, refused({ code: 'banned' })], { code: 'banned' }],
    ['no place', [challenge, refused({ code: 'full' })], { code: 'full' }],
    ['a plain wire', [refused({ code: 'plain-refused' })], { code: 'plain-refused' }],
    ['no key', [challenge, refused({ code: 'key-required' })], { code: 'plain-refused' }],
    [
      'a bad proof',
      [challenge, refused({ code: 'bad-signature' })],
      { code: 'internal', detail: 'bad-signature' },
    ],
    ['a stop', [challenge, refused({ code: 'shutting-down' })], { code: 'refused' }],
    ['welcome without a proof', [welcome], { code: 'not-sarangbang' }],
    ['a second challenge', [challenge, challenge], { code: 'not-sarangbang' }],
  ])('%s', (_what, frames, failure) => {
    expect(play(secure, {}, ...frames)).toMatchObject([{ do: 'fail', failure }]);
  });

  it('carries the time to wait, and the last word', () => {
    expect(play(secure, {}, challenge, refused({ code: 'slow-down', retryAfterMs: 700 }))).toEqual([
      { do: 'fail', failure: { code: 'internal', detail: 'slow-down' }, retryAfterMs: 700 },
    ]);
    expect(play(secure, {}, { t: 'bye', reason: 'closed', by: '방장' })).toEqual([
      { do: 'bye', reason: 'closed', by: '방장' },
    ]);
  });
});
