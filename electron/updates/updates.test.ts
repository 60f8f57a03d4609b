import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { UPDATE_FIRST_AFTER_MS } from '../../protocol/limits';
import type { UpdateState } from '../../protocol/updates';
import { readStatement } from './statement';
import { createUpdates, type Loader, type Offer } from './updates';

const makers = generateKeyPairSync('ed25519');
const others = generateKeyPairSync('ed25519');
const key = Buffer.from(makers.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString(
  'base64',
);
const hash = (letter: string) => `${letter.repeat(86)}==`;
const FILE = 'sarangbang-2.0.0-linux-amd64.deb';

const signed = (content: object, by = makers) => {
  const statement = JSON.stringify({ format: 'sarangbang-release', ...content });
  const signature = sign(null, Buffer.from(statement), by.privateKey).toString('base64');
  return JSON.stringify({ statement, signature });
};
const release = { version: '2.0.0', files: { [FILE]: hash('a') } };
const offer: Offer = { version: '2.0.0', files: [{ url: FILE, sha512: hash('a') }] };

const setUp = (more: {
  offer?: Offer | null;
  statement?: string;
  failed?: string[];
  feed?: null;
  load?: Loader['load'];
}) => {
  const states: UpdateState[] = [];
  const did: string[] = [];
  const updates = createUpdates({
    feed: more.feed === null ? null : { url: 'http://127.0.0.1:1/', key },
    loader: async () => ({
      look: async () => (more.offer === undefined ? offer : more.offer),
      load:
        more.load ??
        (async (tell) => {
          did.push('load');
          tell(50);
        }),
      install: () => void did.push('install'),
    }),
    fetchStatement: async () => more.statement ?? signed(release),
    wanted: () => true,
    failedVersions: () => more.failed ?? [],
    onState: (state) => states.push(state),
    log: { info() {}, warn() {} },
  });
  return { updates, states, did };
};

describe('an update', () => {
  it('is downloaded when it is signed, and installed when a person says so', async () => {
    const { updates, states, did } = setUp({});
    await updates.check();
    expect(states.map(({ state }) => state)).toEqual(['checking', 'loading', 'loading', 'ready']);
    expect(updates.state).toEqual({ state: 'ready', version: '2.0.0' });
    updates.install();
    expect(did).toEqual(['load', 'install']);
  });

  it.each([
    ['signed by somebody else', { statement: signed(release, others) }],
    ['not signed', { statement: JSON.stringify({ statement: '{}', signature: hash('a') }) }],
    ['no JSON', { statement: '<html>' }],
    [
      'another file under the signed name',
      { offer: { ...offer, files: [{ url: FILE, sha512: hash('b') }] } },
    ],
    [
      'a file that is not in the list',
      { offer: { ...offer, files: [{ url: 'x.deb', sha512: hash('a') }] } },
    ],
    [
      'one signed file and one that is not',
      { offer: { ...offer, files: [...offer.files, { url: 'x', sha512: hash('a') }] } },
    ],
    ['no file', { offer: { ...offer, files: [] } }],
    ['an old list under a new number', { offer: { ...offer, version: '3.0.0' } }],
    [
      'the name of what every object has',
      { offer: { ...offer, files: [{ url: 'constructor', sha512: hash('a') }] } },
    ],
  ])('that is %s is not even downloaded', async (_what, more) => {
    const { updates, did } = setUp(more);
    await updates.check();
    expect(updates.state).toEqual({ state: 'failed', why: 'not-genuine' });
    expect(did).toEqual([]);
    updates.install();
    expect(did).toEqual([]);
  });

  it('that did not get up on this computer is not offered again', async () => {
    const { updates, did } = setUp({ failed: ['2.0.0'] });
    await updates.check();
    expect(updates.state).toEqual({ state: 'newest' });
    expect(did).toEqual([]);
  });

  it('says when nobody answers, and can be asked for again', async () => {
    let broken = true;
    const { updates } = setUp({
      load: async () => {
        if (broken) throw new Error('the line broke');
      },
    });
    await updates.check();
    expect(updates.state).toEqual({ state: 'failed', why: 'unreachable' });
    broken = false;
    await updates.check();
    expect(updates.state).toEqual({ state: 'ready', version: '2.0.0' });
  });

  it('is never looked for by a package without a feed', async () => {
    const { updates, states } = setUp({ feed: null });
    await updates.check();
    expect(updates.state).toEqual({ state: 'none' });
    expect(states).toEqual([]);
  });
});

it('is looked for by itself only where that is wanted', async ({ onTestFinished }) => {
  const { vi } = await import('vitest');
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  let wanted = false;
  let looked = 0;
  const updates = createUpdates({
    feed: { url: 'http://127.0.0.1:1/', key },
    loader: async () => ({
      look: async () => {
        looked += 1;
        return null;
      },
      load: async () => {},
      install() {},
    }),
    fetchStatement: async () => '',
    wanted: () => wanted,
    failedVersions: () => [],
    onState() {},
    log: { info() {}, warn() {} },
  });
  updates.follow();
  await vi.advanceTimersByTimeAsync(UPDATE_FIRST_AFTER_MS * 2);
  expect(looked).toBe(0);
  wanted = true;
  updates.follow();
  await vi.advanceTimersByTimeAsync(UPDATE_FIRST_AFTER_MS * 2);
  expect(looked).toBe(1);
  wanted = false;
  updates.follow();
  await vi.advanceTimersByTimeAsync(48 * 60 * 60 * 1000);
  expect(looked).toBe(1);
});

it('a signature over anything but a statement says nothing', () => {
  expect(readStatement(signed({ version: '../2', files: {} }), key)).toBeNull();
  expect(readStatement(signed({ version: '2.0.0' }), key)).toBeNull();
  expect(readStatement(signed(release), 'short')).toBeNull();
  expect(readStatement(signed(release), key)).toEqual({ format: 'sarangbang-release', ...release });
});
