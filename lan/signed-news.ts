/**
 * News that everybody on the network can hold against a server's key (docs/wires/discovery.md
 * "News"): the one thing in an announcement that is proven.
 */
import { createPublicKey, verify } from 'node:crypto';
import type { Fingerprint } from '../protocol/ids';
import type { Announcement, News } from '../protocol/lan';
import { fingerprintOfPublicKey } from '../protocol/wire/fingerprint';

export type SignedNews = NonNullable<Announcement['news']>;

const CONTEXT = Buffer.from('sarangbang-news-v1\0', 'latin1');
const CURVE = 'prime256v1';

/** context ‖ `at` as u64 big-endian ‖ text in UTF-8: what is signed, by ECDSA P-256 with SHA-256. */
export function newsBytes({ text, at }: News): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(at));
  return Buffer.concat([CONTEXT, time, Buffer.from(text, 'utf8')]);
}

/** For the announcement; `sign` is the running server's. */
export function signNews(
  news: News,
  sign: (data: Buffer) => { spki: string; signature: string },
): SignedNews {
  return { text: news.text, at: news.at, ...sign(newsBytes(news)) };
}

/** True when the key of that fingerprint has signed it. Never throws. */
export function verifyNews({ text, at, spki, signature }: SignedNews, key: Fingerprint): boolean {
  try {
    const publicKey = createPublicKey({
      key: Buffer.from(spki, 'base64url'),
      format: 'der',
      type: 'spki',
    });
    if (publicKey.asymmetricKeyDetails?.namedCurve !== CURVE) return false;
    if (fingerprintOfPublicKey(publicKey) !== key) return false;
    return verify(
      'sha256',
      newsBytes({ text, at }),
      publicKey,
      Buffer.from(signature, 'base64url'),
    );
  } catch {
    return false;
  }
}

/** Remembers what was verified: the same news comes every two seconds. */
export class NewsVerifier {
  readonly #known = new Map<string, boolean>();

  constructor(readonly most: number) {}

  get size(): number {
    return this.#known.size;
  }

  verify(news: SignedNews, key: Fingerprint): boolean {
    const name = JSON.stringify([key, news.at, news.text, news.spki, news.signature]);
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const right = verifyNews(news, key);
    if (this.#known.size >= this.most) {
      const [oldest] = this.#known.keys();
      if (oldest !== undefined) this.#known.delete(oldest);
    }
    this.#known.set(name, right);
    return right;
  }
}
