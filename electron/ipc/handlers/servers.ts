/** Connecting, answering, leaving. */
import type { Servers } from '../../servers/api';
import type { Handlers } from '../handle';

type Names = 'connect' | 'answer' | 'cancel' | 'reconnect' | 'offline' | 'forget';

export const serverHandlers = (servers: Servers): Pick<Handlers, Names> => ({
  connect: ({ target, name, password }) => ({
    attempt: servers.connect(target, { name, ...(password && { password }) }),
  }),
  answer: ({ id, answer }) => servers.answer(id, answer),
  cancel: ({ attempt }) => servers.cancel(attempt),
  reconnect: ({ server }) => servers.reconnect(server),
  offline: ({ server }) => servers.offline(server),
  forget: ({ server, deleteCopy }) => servers.forget(server, deleteCopy),
});
