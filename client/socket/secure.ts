/**
 * TLS 1.3 with a server that is known by its key alone (docs/SECURITY.md "Pinning"): no authority,
 * no host name. What the key is worth is decided by whoever gets the channel, before a byte of ours.
 */
import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { CONNECT_TIMEOUT_MS } from '../../protocol/limits';
import type { HostPort } from '../../protocol/views';
import { EXPORTER_BYTES, EXPORTER_LABEL } from '../../protocol/wire/auth';
import { fingerprintOfCertificate } from '../../protocol/wire/fingerprint';
import { type Channel, connectFailed } from './channel';
import { socketChannel } from './socket-channel';

/** TLS did not come about; `code` is Node's or OpenSSL's word for it. */
export class TlsFailed extends Error {
  constructor(readonly code: string) {
    super(`TLS failed: ${code}`);
    this.name = 'TlsFailed';
  }
}

/** Rejects with `TlsFailed`, or with `ConnectStopped` when cancelled. The socket is closed then. */
export async function secure(
  raw: Socket,
  address: HostPort,
  signal: AbortSignal,
): Promise<Channel> {
  const { socket, fingerprint } = await secureSocket(raw, signal);
  const exporter = socket.exportKeyingMaterial(EXPORTER_BYTES, EXPORTER_LABEL, Buffer.alloc(0));
  return socketChannel(socket, { secure: true, fingerprint, exporter, address });
}

/** The same as a socket, for other protocols than ours; its listeners are the caller's to add. */
export function secureSocket(
  raw: Socket,
  signal: AbortSignal,
): Promise<{ socket: TLSSocket; fingerprint: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      socket: raw,
      minVersion: 'TLSv1.3',
      maxVersion: 'TLSv1.3',
      // Certificates here are self-made: the pin below is the check, and it has no exception.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    const settle = (act: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      socket.off('error', fail).off('close', hungUp).off('secureConnect', secured);
      act();
    };
    const stop = (why: Error) =>
      settle(() => {
        // A late error of a dropped socket has nobody to go to.
        socket.on('error', () => {});
        socket.destroy();
        raw.destroy();
        reject(why);
      });
    const fail = (why: NodeJS.ErrnoException) => stop(new TlsFailed(why.code ?? why.name));
    const hungUp = () => stop(new TlsFailed('ECONNRESET'));
    const cancel = () => stop(connectFailed('cancelled'));
    const secured = () => {
      const fingerprint = fingerprintSeen(socket);
      if (fingerprint === null) return stop(new TlsFailed('ENOCERTIFICATE'));
      settle(() => resolve({ socket, fingerprint }));
    };
    const timer = setTimeout(() => stop(new TlsFailed('ETIMEDOUT')), CONNECT_TIMEOUT_MS);
    signal.addEventListener('abort', cancel);
    socket.on('error', fail).on('close', hungUp).on('secureConnect', secured);
    if (signal.aborted) cancel();
  });
}

/**
 * Node answers this question once per connection and says nothing the second time, so it is asked
 * here only, and silence or another version of TLS counts as no certificate.
 */
function fingerprintSeen(socket: TLSSocket): string | null {
  if (socket.getProtocol() !== 'TLSv1.3') return null;
  try {
    const certificate = socket.getPeerX509Certificate();
    return certificate ? fingerprintOfCertificate(certificate.raw) : null;
  } catch {
    return null;
  }
}
