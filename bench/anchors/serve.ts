/** This program again, as one of the servers that ours is held beside. */
import { startServer } from '../../server/server';
import { serveCoalescing } from './coalescing';
import { serveNaive } from './naive';
import { serveSocketIo } from './socket-io';
import { serveWs } from './ws';

export async function serveAnchor(name: string): Promise<void> {
  if (name === 'memory') {
    // ours, with a log in memory: what it costs to keep one on the disk
    const server = await startServer({ host: '127.0.0.1', port: 0, tls: false, rateLimit: false });
    process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
    process.stdout.write(`listening on ${server.facts.port}\n`);
  } else if (name === 'ws') serveWs();
  else if (name === 'socket.io') serveSocketIo();
  else if (name === 'coalescing') serveCoalescing({ events: false });
  else if (name === 'events') serveCoalescing({ events: true });
  else serveNaive();
}
