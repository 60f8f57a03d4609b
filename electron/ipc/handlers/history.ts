/** Reading back, and how far one has read. */
import type { Servers } from '../../servers/api';
import type { Handlers } from '../handle';

export const historyHandlers = (servers: Servers): Pick<Handlers, 'history' | 'read'> => ({
  history: ({ server, room, ...range }) => servers.get(server).client.history(room, range),
  read: ({ server, room, seq }) => servers.get(server).client.markRead(room, seq),
});
