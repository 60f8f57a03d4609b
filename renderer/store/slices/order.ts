import type { RoomId, UserId } from '../../../protocol/ids';
import type { Notice } from '../../../protocol/order';
import type { ServerId } from '../../../protocol/views';

/** What is about to be done to somebody, or to a room, and is still to be confirmed. */
export type OrderAsked =
  | { what: 'kick' | 'mute'; server: ServerId; user: UserId; name: string; room?: RoomId }
  | { what: 'ban'; server: ServerId; user: UserId; name: string }
  | { what: 'room'; server: ServerId; room: RoomId }
  | { what: 'delete-room'; server: ServerId; room: RoomId };

export interface OrderSlice {
  orderAsked: OrderAsked | null;
  /** It was asked in the Manage sheet, which comes back when it is answered. */
  orderFromManage: boolean;
  /** What concerns me alone and was not said yet, oldest first. */
  notices: readonly { server: ServerId; notice: Notice }[];
}

export const initialOrder: OrderSlice = { orderAsked: null, orderFromManage: false, notices: [] };

/** More at once than anybody reads. */
const NOTICES_MAX = 8;

export const addNotice = (
  { notices }: Pick<OrderSlice, 'notices'>,
  server: ServerId,
  notice: Notice,
): Pick<OrderSlice, 'notices'> => ({
  notices: [...notices, { server, notice }].slice(-NOTICES_MAX),
});
