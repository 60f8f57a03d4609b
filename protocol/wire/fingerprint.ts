/** A server is known by its key: SHA-256 over the SPKI, so that a certificate may be renewed. */
import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import type { Fingerprint } from '../ids';

export function fingerprintOfPublicKey(key: KeyObject): Fingerprint {
  const spki = key.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64url');
}

/** Of a certificate in DER, as TLS shows it. Throws when the bytes are not a certificate. */
export function fingerprintOfCertificate(der: Uint8Array): Fingerprint {
  return fingerprintOfPublicKey(new X509Certificate(der).publicKey);
}
