/** A channel over a socket of Node's, plain or TLS. */
import type { Socket } from 'node:net';
import type { Channel, ChannelFacts, ChannelListener } from './channel';

/** The socket does not flow before somebody listens, so nothing that comes early is lost. */
export function socketChannel(socket: Socket, facts: ChannelFacts): Channel {
  let listener: ChannelListener | null = null;
  let closed: string | null = null;
  let problem = 'closed';

  socket.on('error', (why: NodeJS.ErrnoException) => {
    problem = why.code ?? why.name;
  });
  socket.once('close', () => {
    closed = problem;
    listener?.closed(problem);
    listener = null;
  });

  return {
    ...facts,
    listen(next) {
      if (closed !== null) return next.closed(closed);
      listener = next;
      socket.on('data', (chunk: Buffer) => listener?.data(chunk));
    },
    write(bytes) {
      if (!socket.destroyed && socket.writable) socket.write(bytes);
    },
    close() {
      listener = null;
      // What comes in now is nobody's; reading it lets the peer see an orderly end.
      socket.resume();
      socket.destroySoon();
    },
  };
}
