/**
 * The order in which a server ends (docs/ARCHITECTURE.md "Stopping"): nobody new, what was
 * accepted is committed and handed out, everybody is told, queues drain within a bound, and the
 * log is closed last.
 */
import type { ByeReason } from '../protocol/envelopes';
import type { RunningHub } from './hub/api';
import type { Listener } from './listener';
import type { Log } from './log/log';

export interface Parts {
  readonly listener: Listener;
  readonly hub: RunningHub;
  readonly log: Log;
  /** Timers and the like, of no use once nobody is connected. */
  readonly release: () => void;
  readonly timeoutMs: number;
}

export async function shutDown(parts: Parts, reason: ByeReason, by?: string): Promise<void> {
  const { listener, hub, log, release, timeoutMs } = parts;
  const until = performance.now() + timeoutMs;
  listener.stopAccepting();
  try {
    await hub.stop(reason, by);
    listener.turnOut(reason, by);
    await listener.closed(Math.max(0, until - performance.now()));
  } finally {
    release();
    await log.close();
  }
}
