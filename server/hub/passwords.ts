/**
 * Passwords of the server and of rooms. Hashed with scrypt off the main thread, one at a time, at
 * most PASSWORD_QUEUE_MAX waiting; tries are counted before anything is computed; compared in
 * constant time; kept only as a hash, never logged (docs/SECURITY.md "Roles").
 */
import { createHmac, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../protocol/errors';
import { PASSWORD_QUEUE_MAX, SCRYPT } from '../../protocol/limits';
import type { Rates } from './rates';

/** A weak computer needs about this long for one hash: what a full queue tells to wait. */
const HASH_MS = 200;
/** Passwords found right lately, so that a hundred people coming back cost no hundred hashes. */
const RIGHT_MAX = 1_000;

export class Passwords {
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();
  private readonly right = new Map<string, Buffer>();
  /** Of this process only: what is remembered is of no use outside it. */
  private readonly secret = randomBytes(32);

  constructor(private readonly rates: Rates) {}

  /** `scrypt$N$r$p$salt$hash`. Refuses with `slow-down` when too many are waiting. */
  async hash(password: string): Promise<string> {
    const { N, r, p, saltBytes } = SCRYPT;
    const salt = randomBytes(saltBytes);
    const key = await this.inTurn(() => derive(password, salt, { N, r, p }));
    const stored = ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')];
    // Whoever knows it comes in at once from the first one on, however many are guessing.
    this.remember(stored.join('$'), this.digestOf(password));
    return stored.join('$');
  }

  /** Refuses with `slow-down` before computing anything, or with `password-wrong`. */
  async check(password: string, stored: string, address: string): Promise<void> {
    await this.rates.takePassword(address);
    if (!(await this.isRight(password, stored))) throw new Refusal('password-wrong');
    await this.rates.refundPassword(address);
  }

  private async isRight(password: string, stored: string): Promise<boolean> {
    const digest = this.digestOf(password);
    const known = this.right.get(stored);
    if (known && timingSafeEqual(known, digest)) return true;
    const [scheme, N, r, p, salt = '', hash = ''] = stored.split('$');
    if (scheme !== 'scrypt') throw new Error('a password hash of an unknown kind');
    const cost = { N: Number(N), r: Number(r), p: Number(p) };
    const key = await this.inTurn(() => derive(password, Buffer.from(salt, 'base64url'), cost));
    if (!timingSafeEqual(key, Buffer.from(hash, 'base64url'))) return false;
    this.remember(stored, digest);
    return true;
  }

  private digestOf(password: string): Buffer {
    return createHmac('sha256', this.secret).update(password.normalize('NFC')).digest();
  }

  private remember(stored: string, digest: Buffer): void {
    if (this.right.size >= RIGHT_MAX) this.right.clear();
    this.right.set(stored, digest);
  }

  private async inTurn<T>(job: () => Promise<T>): Promise<T> {
    if (this.waiting >= PASSWORD_QUEUE_MAX) {
      throw new Refusal('slow-down', { retryAfterMs: this.waiting * HASH_MS });
    }
    this.waiting += 1;
    const turn = this.last.then(job);
    this.last = turn.catch(() => {});
    try {
      return await turn;
    } finally {
      this.waiting -= 1;
    }
  }
}

function derive(
  password: string,
  salt: Buffer,
  cost: { N: number; r: number; p: number },
): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, SCRYPT.keyBytes, options, (why, key) =>
      why ? reject(why) : resolve(key),
    );
  });
}
