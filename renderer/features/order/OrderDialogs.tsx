import { DeleteRoomDialog } from './DeleteRoomDialog';
import { Notices } from './Notices';
import { RoomSheet } from './RoomSheet';
import { SanctionDialog } from './SanctionDialog';

/** Everything of order that lies over the screen. Once, at the top of the app. */
export const OrderDialogs = () => (
  <>
    <SanctionDialog />
    <RoomSheet />
    <DeleteRoomDialog />
    <Notices />
  </>
);
