/**
 * Somebody between a client and its server: with a key of their own, with what they recorded of a
 * real server, with an older TLS, without TLS. Each counts what a client says to it once it could
 * be understood.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTls, type TLSSocket } from 'node:tls';
import { frameOf } from '../../server/testing/raw-client';

export interface Attacker {
  readonly name: string;
  readonly port: number;
  /** What clients said that it could read: everything inside TLS, or all of what was not TLS. */
  heard(): Buffer[];
  connections(): number;
  close(): void;
}

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** What a server says first, with whatever an attacker likes in it. */
const challenge = (fingerprint: string, succession?: object[]) =>
  frameOf({
    ...{ t: 'challenge', v: 1, features: [], server: { name: '시험방', version: '0.1.0' } },
    ...{ fingerprint, nonce: 'A'.repeat(43), password: true },
    ...(succession && { succession }),
  });

type Serve = (socket: TLSSocket | Socket) => void;

async function listening(
  name: string,
  server: Server,
  heard: Buffer[],
  count: () => number,
): Promise<Attacker> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    ...{ name, port },
    heard: () => heard,
    connections: count,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** TLS of any version with that certificate, and `serve` inside of it. */
function inTls(
  name: string,
  certificate: Certificate,
  version: 'TLSv1.2' | 'TLSv1.3',
  serve: Serve,
): Promise<Attacker> {
  const heard: Buffer[] = [];
  let connections = 0;
  const options = { ...certificate, minVersion: version, maxVersion: version };
  const server = createTls(options, (socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => heard.push(chunk));
    serve(socket);
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.on('tlsClientError', () => {});
  return listening(name, server, heard, () => connections);
}

/** Bytes as they are: what came is kept unless it is part of a TLS handshake. */
function inTheClear(name: string, serve: Serve): Promise<Attacker> {
  const heard: Buffer[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      if (!isHandshake(chunk)) heard.push(chunk);
    });
    serve(socket);
  });
  return listening(name, server, heard, () => connections);
}

/** TLS records of a handshake that got nowhere: hello, change of cipher, alert. No data. */
function isHandshake(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; ) {
    const kind = bytes[at] as number;
    if (kind < 0x14 || kind > 0x16 || bytes[at + 1] !== 3 || at + 5 > bytes.length) return false;
    at += 5 + bytes.readUInt16BE(at + 3);
  }
  return true;
}

export interface Loot {
  /** The real server's fingerprint: known to everybody who has an invite. */
  readonly fingerprint: string;
  /** What the real server sent over its own TLS to somebody else. */
  readonly recorded: Buffer;
  readonly mine: Certificate;
}

export function attackers({ fingerprint, recorded, mine }: Loot): Promise<Attacker[]> {
  const claims = (socket: TLSSocket | Socket) => void socket.write(challenge(fingerprint));
  const forged = {
    ...{ from: fingerprint, to: 'B'.repeat(43), log: '0'.repeat(16), at: 1 },
    ...{ spki: 'A'.repeat(120), signature: 'A'.repeat(96) },
  };
  return Promise.all([
    inTls('another key', mine, 'TLSv1.3', () => {}),
    inTls('another key that claims to be the known one', mine, 'TLSv1.3', claims),
    inTls('another key with a forged record of succession', mine, 'TLSv1.3', (socket) => {
      socket.write(challenge('B'.repeat(43), [forged]));
    }),
    inTls('another key that says welcome at once', mine, 'TLSv1.3', (socket) => {
      socket.write(frameOf({ t: 'ready' }));
      socket.write(frameOf({ t: 'ping', id: 1 }));
    }),
    inTls('an older TLS', mine, 'TLSv1.2', claims),
    inTheClear('no TLS', claims),
    inTheClear('no TLS, and a word in clear for TLS', (socket) => {
      socket.write(Buffer.from([0x15, 3, 3, 0, 2, 2, 70]));
    }),
    inTheClear('a recording of the real server', (socket) => void socket.write(recorded)),
    inTheClear('half of a recording', (socket) => {
      socket.end(recorded.subarray(0, recorded.length / 2));
    }),
    inTheClear('silence, then the end', (socket) => void socket.once('data', () => socket.end())),
  ]);
}
