/** Token buckets per identity and per address (docs/SECURITY.md "Floods"). */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../../protocol/errors';
import { isGuest, type UserId } from '../../protocol/ids';
import {
  RATE_ADDRESS_FACTOR,
  RATE_COMMANDS,
  RATE_DIRECTS,
  RATE_FILES,
  RATE_GUEST_MESSAGES,
  RATE_HANDOVER,
  RATE_HISTORY,
  RATE_MESSAGES,
  RATE_PASSWORDS,
  RATE_ROOMS,
  RATE_SEARCH,
} from '../../protocol/limits';

const KINDS = {
  messages: RATE_MESSAGES,
  commands: RATE_COMMANDS,
  rooms: RATE_ROOMS,
  directs: RATE_DIRECTS,
  history: RATE_HISTORY,
  files: RATE_FILES,
  search: RATE_SEARCH,
  handover: RATE_HANDOVER,
} as const;
export type RateKind = keyof typeof KINDS;

interface Bucket {
  readonly points: number;
  readonly perSeconds: number;
}

const limiter = (bucket: Bucket, factor = 1) =>
  new RateLimiterMemory({ points: bucket.points * factor, duration: bucket.perSeconds });

export class Rates {
  private readonly identities = mapKinds((bucket) => limiter(bucket));
  private readonly addresses = mapKinds((bucket) => limiter(bucket, RATE_ADDRESS_FACTOR));
  private readonly guests = limiter(RATE_GUEST_MESSAGES);
  private readonly passwords = limiter(RATE_PASSWORDS);

  /** Off for benches and for a server whose owner wants it so; loopback is no exception. */
  constructor(readonly on: boolean) {}

  /**
   * Refuses with `slow-down` and how long to wait. Callers of one kind keep their order. What is
   * refused to one identity is not charged to its address: a flood would silence its neighbours.
   */
  async take(kind: RateKind, user: UserId, address: string): Promise<void> {
    const identity = kind === 'messages' && isGuest(user) ? this.guests : this.identities[kind];
    await refusing(
      identity.consume(user).then(() => this.addresses[kind].consume(addressKey(address))),
    );
  }

  /** Counts a try before anything is computed; `refundPassword` takes a right one back. */
  async takePassword(address: string): Promise<void> {
    if (this.on) await refusing(this.passwords.consume(addressKey(address)));
  }

  async refundPassword(address: string): Promise<void> {
    if (this.on) await this.passwords.reward(addressKey(address));
  }
}

async function refusing(consumed: Promise<unknown>): Promise<void> {
  try {
    await consumed;
  } catch (why) {
    if (!(why instanceof RateLimiterRes)) throw why;
    throw new Refusal('slow-down', { retryAfterMs: Math.max(1, why.msBeforeNext) });
  }
}

function mapKinds<T>(make: (bucket: Bucket) => T): Record<RateKind, T> {
  return {
    messages: make(KINDS.messages),
    commands: make(KINDS.commands),
    rooms: make(KINDS.rooms),
    directs: make(KINDS.directs),
    history: make(KINDS.history),
    files: make(KINDS.files),
    search: make(KINDS.search),
    handover: make(KINDS.handover),
  };
}

/** One key per household: IPv4 as it is, also when mapped into IPv6, and IPv6 by its /64. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [left = '', right] = plain.split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === undefined || right === '' ? [] : right.split(':');
  const zeros = right === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  const groups = [...head, ...Array<string>(zeros).fill('0'), ...tail].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '').toLowerCase()).join(':')}::/64`;
}
