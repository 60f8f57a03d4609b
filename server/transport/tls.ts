/** TLS 1.3 on a socket whose first bytes were already read (docs/SECURITY.md "TLS"). */
import { constants } from 'node:crypto';
import type { Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import type { KeyAndCertificate } from '../identity/certificate';

/**
 * Without tickets there is no resumption: a resumed session shows no certificate, and clients
 * check the key of every session.
 */
export const tlsContext = ({ key, cert }: KeyAndCertificate): SecureContext =>
  createSecureContext({
    key,
    cert,
    minVersion: 'TLSv1.3',
    maxVersion: 'TLSv1.3',
    secureOptions: constants.SSL_OP_NO_TICKET,
  });

/**
 * The encrypted socket inside; `secure` is emitted on it once the handshake is done. Nobody else
 * may be reading `socket`. What `first` holds is read again, by TLS.
 */
export function wrapTls(socket: Socket, first: Buffer, secureContext: SecureContext): TLSSocket {
  socket.pause();
  socket.unshift(first);
  const wrapped = new TLSSocket(socket, { isServer: true, secureContext });
  wrapped.on('error', () => socket.destroy());
  wrapped.on('close', () => socket.destroy());
  socket.on('close', () => wrapped.destroy());
  return wrapped;
}
