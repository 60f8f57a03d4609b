/** Signing and believing records of succession (protocol/succession.ts). */
import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Fingerprint } from '../ids';
import { SUCCESSIONS_MAX } from '../limits';
import type { SuccessionRecord } from '../succession';

const CONTEXT = Buffer.from('sarangbang-succession-v1\0', 'latin1');

type Facts = Pick<SuccessionRecord, 'from' | 'to' | 'log' | 'at'>;

/** context ‖ old key's hash (32) ‖ new key's hash (32) ‖ epoch (8) ‖ ms since 1970 (8, big endian). */
export function successionTranscript({ from, to, log, at }: Facts): Buffer {
  const parts = [Buffer.from(from, 'base64url'), Buffer.from(to, 'base64url')];
  for (const part of parts) if (part.length !== 32) throw new RangeError('a hash has 32 bytes');
  const tail = Buffer.alloc(16);
  tail.write(log, 0, 8, 'hex');
  tail.writeBigUInt64BE(BigInt(at), 8);
  return Buffer.concat([CONTEXT, ...parts, tail]);
}

/** Whether the key that hashes to `from` has signed this very record. Never throws. */
export function isGenuine(record: SuccessionRecord): boolean {
  try {
    const spki = Buffer.from(record.spki, 'base64url');
    if (createHash('sha256').update(spki).digest('base64url') !== record.from) return false;
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'ec') return false;
    const signature = Buffer.from(record.signature, 'base64url');
    return verify('sha256', successionTranscript(record), key, signature);
  } catch {
    return false;
  }
}

/**
 * The key at the end of the chain that begins at `known`; null when no genuine record leads on
 * from it. `log`: the log that is known by that key; null where none is known yet.
 */
export function heirOf(
  known: Fingerprint,
  records: readonly SuccessionRecord[],
  log: string | null,
): Fingerprint | null {
  let key = known;
  for (let steps = 0; steps < SUCCESSIONS_MAX; steps += 1) {
    const next = records.find(({ from }) => from === key);
    if (!next) break;
    if ((log !== null && next.log !== log) || !isGenuine(next)) break;
    key = next.to;
    // A ring leads nowhere.
    if (key === known) return null;
  }
  return key === known ? null : key;
}
