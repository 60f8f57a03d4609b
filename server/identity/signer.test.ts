import { createHash, createPublicKey, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { openIdentity } from './identity';
import { signerOf } from './signer';

it('signs with the key whose fingerprint people know', async () => {
  const identity = await openIdentity(null);
  const data = Buffer.from('소식');
  const { spki, signature } = signerOf(identity).sign(data);
  const der = Buffer.from(spki, 'base64url');
  expect(createHash('sha256').update(der).digest('base64url')).toBe(identity.fingerprint);
  const key = createPublicKey({ key: der, type: 'spki', format: 'der' });
  const bytes = Buffer.from(signature, 'base64url');
  expect(verify('sha256', data, key, bytes)).toBe(true);
  expect(verify('sha256', Buffer.from('다른 소식'), key, bytes)).toBe(false);
});
