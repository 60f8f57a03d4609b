import { actions } from '../../store/actions';
import { selectOpenServer } from '../../store/selectors';
import { useStore } from '../../store/store';
import type { Destination } from './places';

/** Opens what was chosen. A room that is not open to everyone is shown where it can be asked for. */
export const go = async ({ kind, id }: Destination): Promise<void> => {
  actions.openDialog(null);
  if (kind === 'servers') return actions.openServer(id);
  const server = selectOpenServer(useStore.getState())?.id;
  if (!server) return;
  if (kind === 'rooms') return actions.openRoom(server, id);
  if (kind === 'people') await actions.openDirect(server, id);
  else if (!(await actions.joinRoom(server, id)).ok) actions.openDialog('browse-rooms');
};
