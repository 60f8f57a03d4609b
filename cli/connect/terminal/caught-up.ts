import type { ChatClient } from '../../../client/api';
import type { RoomId } from '../../../protocol/ids';
import { TERMINAL_CATCH_UP_MS } from '../../../protocol/limits';

/**
 * Resolves when the copy of a room has what the server has: its newest events are on their way
 * after it was joined. Waits no longer than TERMINAL_CATCH_UP_MS, and not without a connection.
 */
export function caughtUp(client: ChatClient, id: RoomId): Promise<void> {
  const there = () => {
    const room = client.rooms().find((one) => one.id === id);
    return !room || room.last >= room.head || client.status.state !== 'online';
  };
  if (there()) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      for (const off of offs) off();
      resolve();
    };
    const look = () => there() && done();
    const timer = setTimeout(done, TERMINAL_CATCH_UP_MS);
    const offs = [client.on('events', look), client.on('rooms', look), client.on('status', look)];
  });
}
