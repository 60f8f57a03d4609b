/** What everybody writes first: each line is written to each member at once, as a string. */
import { createServer, type Socket } from 'node:net';

export function serveNaive(): Promise<void> {
  const members = new Set<Socket>();
  const server = createServer((socket) => {
    members.add(socket);
    socket.setNoDelay(true);
    socket.setEncoding('utf8');
    let rest = '';
    socket.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() as string;
      for (const line of lines) for (const member of members) member.write(`${line}\n`);
    });
    socket.on('close', () => members.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      process.stdout.write(`listening on ${(server.address() as { port: number }).port}\n`);
      resolve();
    });
  });
}
