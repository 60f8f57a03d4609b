/** The same with the usual WebSocket library. */
import { WebSocketServer } from 'ws';

export function serveWs(): Promise<void> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const text = data.toString();
      for (const member of server.clients) member.send(text);
    });
    socket.on('error', () => socket.terminate());
  });
  return new Promise((resolve) => {
    server.on('listening', () => {
      process.stdout.write(`listening on ${(server.address() as { port: number }).port}\n`);
      resolve();
    });
  });
}
