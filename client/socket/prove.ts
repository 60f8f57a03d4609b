/**
 * Asks a server whose key is not the known one how it came by its log (docs/PROTOCOL.md
 * "Hand-over"). Only the greeting is said: nothing that names or proves anybody, and no answer is
 * believed but records that the known key has signed.
 */
import { PROTOCOL_VERSION } from '../../protocol/envelopes';
import { PROOF_TIMEOUT_MS } from '../../protocol/limits';
import { heirOf } from '../../protocol/wire/succession';
import type { Clock } from '../clock';
import { Frames } from '../frames';
import type { Channel } from './channel';

export interface Known {
  /** The key that the server was known by. */
  key: string;
  /** The log that was known by it; null where nothing is kept of it. */
  log: string | null;
}

/** Whether the server at the other end is the known one's heir. Closes the channel. */
export function isHeir(channel: Channel, known: Known, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const frames = new Frames(channel);
    const end = (proved: boolean) => {
      stop();
      frames.close();
      resolve(proved);
    };
    const stop = clock.after(PROOF_TIMEOUT_MS, () => end(false));
    frames.listen({
      closed: () => end(false),
      frames(list) {
        const answer = list.find(({ t }) => t !== 'ping');
        if (!answer) return;
        const records = answer.t === 'challenge' ? (answer.succession ?? []) : [];
        const heir = heirOf(known.key, records, known.log);
        end(heir !== null && heir === channel.fingerprint);
      },
    });
    const hello = { v: PROTOCOL_VERSION, min: PROTOCOL_VERSION, app: 'Sarangbang', features: [] };
    frames.send({ t: 'hello', ...hello });
  });
}
