/** A local network of their own for the apps of one test. */
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { type Announcer, startAnnouncer } from '../../lan/announcer';
import { PROTOCOL_VERSION } from '../../protocol/envelopes';

/** A UDP port that nobody uses now: apps that share it hear each other and nobody else. */
export async function lanPort(): Promise<number> {
  const socket = createSocket({ type: 'udp4' });
  socket.bind(0);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}

/** Takes a TCP port, so that a server must go elsewhere; null when somebody has it already. */
export async function occupy(port: number): Promise<Server | null> {
  const server = createServer((socket) => socket.destroy());
  server.listen(port);
  return Promise.race([
    once(server, 'listening').then(() => server),
    once(server, 'error').then(() => null),
  ]);
}

interface Room {
  name: string;
  host: string;
  people: number;
  lock?: boolean;
  protocol?: readonly [number, number];
  /** TCP port at which it is said to be. */
  at?: number;
}

/** A room that is announced and is nowhere. */
export const announce = (
  port: number,
  { lock = false, protocol, at = 7878, ...room }: Room,
): Announcer => {
  const key = randomBytes(32).toString('base64url');
  const [lowest, highest] = protocol ?? [PROTOCOL_VERSION, PROTOCOL_VERSION];
  return startAnnouncer(
    () => ({ ...room, lock, key, port: at, version: '0.1.0', protocol: [lowest, highest] }),
    { port },
  );
};
