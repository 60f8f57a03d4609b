/**
 * The order in which a server ends (docs/ARCHITECTURE.md "Stopping"): nobody new, what was
 * accepted is committed and handed out, everybody is told, queues drain within a bound, and the
 * log is closed last.
 */
import type { ByeReason } from '../protocol/envelopes';
import type { CompatListeners } from './compat';
import type { FileHouse } from './files/house';
import type { RunningHub } from './hub/api';
import type { Listener } from './listener';
import type { Log } from './log/log';

export interface Parts {
  readonly listener: Listener;
  readonly compat: Pick<CompatListeners, 'stop'>;
  readonly hub: RunningHub;
  readonly log: Log;
  readonly files: Pick<FileHouse, 'close'>;
  /** Timers and the like, of no use once nobody is connected. */
  readonly release: () => void;
  readonly timeoutMs: number;
}

export async function shutDown(parts: Parts, reason: ByeReason, by?: string): Promise<void> {
  const { listener, compat, hub, log, files, release, timeoutMs } = parts;
  const until = performance.now() + timeoutMs;
  listener.stopAccepting();
  try {
    const listeners = [listener, ...(await compat.stop())];
    await hub.stop(reason, by);
    for (const one of listeners) one.turnOut(reason, by);
    const left = Math.max(0, until - performance.now());
    await Promise.all(listeners.map((one) => one.closed(left)));
  } finally {
    release();
    await files.close();
    await log.close();
  }
}
