import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import { NewsVerifier, newsBytes, type SignedNews, signNews, verifyNews } from './signed-news';

function signer({ privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject }) {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return {
    key: createHash('sha256').update(der).digest('base64url'),
    sign: (data: Buffer) => ({
      spki: der.toString('base64url'),
      signature: sign('sha256', data, privateKey).toString('base64url'),
    }),
  };
}
const p256 = () => signer(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
const news = { text: '점심은 12시', at: 1_764_000_000_123 };

it('the signed bytes are the context, the time and the text', () => {
  const time = Buffer.from('0000019ab697e87b', 'hex');
  expect(time.readBigUInt64BE()).toBe(BigInt(news.at));
  const whole = Buffer.concat([Buffer.from('sarangbang-news-v1\0'), time, Buffer.from(news.text)]);
  expect(newsBytes(news).equals(whole)).toBe(true);
});

it('news of a server are right, and nothing about them can be changed', () => {
  const { key, sign: by } = p256();
  const right = signNews(news, by);
  expect(verifyNews(right, key)).toBe(true);
  const other = p256();
  const wrong: [SignedNews, string][] = [
    [{ ...right, text: '점심은 11시' }, key],
    [{ ...right, at: right.at + 1 }, key],
    [{ ...right, signature: `${right.signature.slice(0, -4)}AAAA` }, key],
    [{ ...right, signature: '' }, key],
    [{ ...right, spki: '' }, key],
    [{ ...right, spki: 'AAAA' }, key],
    [{ ...right, at: -1 }, key],
    [right, other.key],
    // somebody else's own signature under the known fingerprint
    [signNews(news, other.sign), key],
    [{ ...right, spki: signNews(news, other.sign).spki }, key],
  ];
  expect(wrong.filter(([one, by]) => verifyNews(one, by))).toEqual([]);
});

it('a key of another kind proves nothing', () => {
  for (const pair of [
    generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
    generateKeyPairSync('rsa', { modulusLength: 1024 }),
  ]) {
    const { key, sign: by } = signer(pair);
    expect(verifyNews(signNews(news, by), key)).toBe(false);
  }
});

it('what was verified is remembered, also that it was wrong, up to a bound', () => {
  const { key, sign: by } = p256();
  const right = signNews(news, by);
  const verifier = new NewsVerifier(3);
  for (let i = 0; i < 10; i += 1) {
    expect(verifier.verify(right, key)).toBe(true);
    expect(verifier.verify({ ...right, text: `${i}` }, key)).toBe(false);
    expect(verifier.size).toBeLessThanOrEqual(3);
  }
});
