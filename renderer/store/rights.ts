/**
 * What the person here may do with messages. Only mirrors server/hub/can.ts, so that nothing is
 * offered that would be refused; the server decides.
 */
import type { RoomView } from '../../protocol/views';
import type { Server } from './slices/servers';

type Place = Pick<RoomView, 'kind' | 'owner'>;

const inCharge = ({ me }: Pick<Server, 'me'>, room: Place): boolean =>
  me !== null && (me.role === 'host' || me.role === 'moderator' || room.owner === me.id);

/** Delete what others said, see what messages said before, and announce. Never between two. */
export const mayModerate = (server: Pick<Server, 'me'>, room: Place): boolean =>
  room.kind !== 'direct' && inCharge(server, room);

/** Put messages on the room's board, and take them off. */
export const mayPin = (server: Pick<Server, 'me'>, room: Place): boolean =>
  room.kind === 'direct' || inCharge(server, room);
