/** A chat server with socket.io as its own tutorial has it: rooms, and an emit to one. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { announce } from './announce';

/** So far apart that none falls into a measurement. */
const PING_EVERY_MS = 3_600_000;

export function serveSocketIo(): void {
  const http = createServer();
  const server = new Server(http, { transports: ['websocket'], pingInterval: PING_EVERY_MS });
  server.on('connection', (socket) => {
    const room = String(socket.handshake.auth.room);
    void socket.join(room);
    socket.on('say', (text: string) => server.to(room).emit('say', text));
  });
  http.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => announce(http));
}
