/** Signatures by the server's key, for what it says outside TLS. */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { RunningServer } from '../options';
import type { ServerIdentity } from './identity';

export function signerOf({ key }: ServerIdentity): Pick<RunningServer, 'sign'> {
  const privateKey = createPrivateKey(key);
  const spki = createPublicKey(privateKey)
    .export({ type: 'spki', format: 'der' })
    .toString('base64url');
  return {
    sign: (data) => ({
      spki,
      signature: sign('sha256', data, privateKey).toString('base64url'),
    }),
  };
}
