/** Rooms in windows of their own, and what these leave to the main window. */
import type { Landing } from '../../../protocol/ipc';
import type { MenuChoice } from '../../menu';
import type { RoomWindows } from '../../room-windows';
import type { Servers } from '../../servers/api';
import type { Handlers } from '../handle';

interface Deps {
  servers: Pick<Servers, 'get'>;
  roomWindows: RoomWindows;
  goTo(landing: Landing): void;
  show(): void;
  choose(choice: MenuChoice): void;
  /** About a link that leads out of the room. */
  ask(link: string): void;
}

export const windowHandlers = (deps: Deps): Pick<Handlers, 'room.window' | 'main.show'> => ({
  'room.window'({ server, room }) {
    if (!deps.servers.get(server).rooms.some(({ id, joined }) => id === room && joined))
      throw new Error('no such room');
    return deps.roomWindows.open({ server, room });
  },
  'main.show'({ to, choice, link }) {
    if (to) deps.goTo(to);
    else deps.show();
    if (choice) deps.choose(choice);
    if (link) deps.ask(link);
  },
});
