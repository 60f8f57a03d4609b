/** Reading back, and how far one has read. */
import type { Servers } from '../../servers/api';
import type { Handlers } from '../handle';

export const historyHandlers = (
  servers: Servers,
): Pick<Handlers, 'history' | 'read' | 'drawn' | 'unread' | 'motd.read'> => ({
  history: ({ server, room, ...range }) => servers.get(server).client.history(room, range),
  'motd.read': ({ server }) => servers.get(server).motdRead(),
  read: ({ server, room, seq }) => servers.get(server).client.markRead(room, seq),
  drawn: ({ server }) => servers.get(server).drawn(),
  unread: ({ server, room, seq }) => ({
    unread: servers.get(server).client.markUnread(room, seq),
  }),
});
