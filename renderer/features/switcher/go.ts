import { actions } from '../../store/actions';
import type { Destination } from './places';

/** Opens what was chosen. A room that is not open to everyone is shown where it can be asked for. */
export const go = async ({ kind, server, id }: Destination): Promise<void> => {
  actions.openDialog(null);
  if (kind === 'servers') return actions.openServer(id);
  if (kind === 'rooms' || kind === 'elsewhere') return actions.openRoom(server, id);
  if (kind === 'people') await actions.openDirect(server, id);
  else if (!(await actions.joinRoom(server, id)).ok) actions.openDialog('browse-rooms');
};
