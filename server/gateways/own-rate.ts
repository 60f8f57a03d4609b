/**
 * Holds back what never reaches the hub and its rates: it may come as often as a guest's messages.
 * Where the owner holds nobody back, this does not either.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { UserId } from '../../protocol/ids';
import { RATE_GUEST_MESSAGES } from '../../protocol/limits';
import type { GatewayContext } from './gateway';

const limiter = new RateLimiterMemory({
  points: RATE_GUEST_MESSAGES.points,
  duration: RATE_GUEST_MESSAGES.perSeconds,
});

/** Milliseconds to wait before it may be tried again; 0: it may be done now. */
export async function ownRate(
  { rateLimit }: Pick<GatewayContext, 'rateLimit'>,
  user: UserId,
): Promise<number> {
  if (!rateLimit) return 0;
  try {
    await limiter.consume(user);
    return 0;
  } catch (why) {
    if (why instanceof RateLimiterRes) return Math.max(1, why.msBeforeNext);
    throw why;
  }
}
