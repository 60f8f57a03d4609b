import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { goBack } from './go-back';
import type { Loader, Offer } from './updates';

const makers = generateKeyPairSync('ed25519');
const others = generateKeyPairSync('ed25519');
const raw = Buffer.from(makers.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
const hash = (letter: string) => `${letter.repeat(86)}==`;
const FILE = 'sarangbang-1.0.0-linux-amd64.deb';

const signed = (version: string, by = makers) => {
  const files = { [FILE]: hash('a') };
  const statement = JSON.stringify({ format: 'sarangbang-release', version, files });
  const signature = sign(null, Buffer.from(statement), by.privateKey).toString('base64');
  return JSON.stringify({ statement, signature });
};

const setUp = (more: { offer?: Offer | null; text?: string; loader?: Partial<Loader> } = {}) => {
  const did: string[] = [];
  const offer = { version: '1.0.0', files: [{ url: FILE, sha512: hash('a') }] };
  const trouble = goBack({
    feed: { url: 'http://127.0.0.1:1/', key: raw.toString('base64') },
    version: '1.0.0',
    loader: {
      look: async () => (more.offer === undefined ? offer : more.offer),
      load: async () => void did.push('load'),
      install: () => void did.push('install'),
      ...more.loader,
    },
    statement: async () => more.text ?? signed('1.0.0'),
    log: { warn() {} },
  });
  return { trouble, did };
};

describe('the version that worked', () => {
  it('is downloaded and installed when its makers signed it', async () => {
    const { trouble, did } = setUp();
    expect(await trouble).toBeNull();
    expect(did).toEqual(['load', 'install']);
  });

  it.each([
    ['signed by somebody else', { text: signed('1.0.0', others) }],
    ['another old one, though signed', { text: signed('0.5.0') }],
    [
      'another old one under its own list',
      {
        offer: { version: '0.5.0', files: [{ url: FILE, sha512: hash('a') }] },
        text: signed('0.5.0'),
      },
    ],
    [
      'not the signed file',
      { offer: { version: '1.0.0', files: [{ url: FILE, sha512: hash('b') }] } },
    ],
  ])('is not taken when it is %s', async (_what, more) => {
    const { trouble, did } = setUp(more);
    expect(await trouble).toBe('not-genuine');
    expect(did).toEqual([]);
  });

  it('is not there when the feed has dropped it, or nobody answers', async () => {
    expect(await setUp({ offer: null }).trouble).toBe('unreachable');
    const load = async () => {
      throw new Error('the line broke');
    };
    expect(await setUp({ loader: { load } }).trouble).toBe('unreachable');
  });

  it('says when the system refused to install it', async () => {
    const install = () => {
      throw new Error('no password was given');
    };
    expect(await setUp({ loader: { install } }).trouble).toBe('not-installed');
  });
});
