/** A chat server with `ws` as its own examples have it: a send for each member. */
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { announce } from './announce';

export function serveWs(): void {
  const rooms = new Map<string, Set<WebSocket>>();
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  server.on('connection', (socket, { url = '' }) => {
    const members = rooms.get(url) ?? new Set();
    rooms.set(url, members.add(socket));
    socket.on('message', (data) => {
      const text = data.toString();
      for (const member of members) member.send(text);
    });
    socket.on('close', () => members.delete(socket));
    socket.on('error', () => socket.terminate());
  });
  http.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => announce(http));
}
