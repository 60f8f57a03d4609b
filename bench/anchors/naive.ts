/** What everybody writes first: each line is written to each member at once, as a string. */
import { createServer, type Socket } from 'node:net';
import { announce } from './announce';

export function serveNaive(): void {
  const rooms = new Map<string, Set<Socket>>();
  const server = createServer((socket) => {
    let members: Set<Socket> | null = null;
    socket.setNoDelay(true);
    socket.setEncoding('utf8');
    let rest = '';
    socket.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() as string;
      for (const line of lines) {
        if (members) {
          for (const member of members) member.write(`${line}\n`);
          continue;
        }
        members = rooms.get(line) ?? new Set();
        rooms.set(line, members.add(socket));
        socket.write('ok\n');
      }
    });
    socket.on('close', () => members?.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => announce(server));
}
