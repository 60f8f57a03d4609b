/** Searching in one room, on one server, or on all in the rail. */
import type { Servers } from '../../servers/api';
import { searchServers } from '../../servers/search-all';
import type { Handlers } from '../handle';

export const searchHandlers = (servers: Servers): Pick<Handlers, 'search'> => ({
  search({ server, ...input }) {
    const wanted = server === undefined ? servers.live() : [servers.get(server)];
    return searchServers(
      wanted.map(({ entry, client }) => ({ id: entry.id, client })),
      input,
    );
  },
});
