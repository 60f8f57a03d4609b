import { Foot, Pane } from './Chat';
import { RoomScreen } from './features/chat/RoomScreen';
import { LookNote } from './features/classroom/LookNote';
import { HelpDialog } from './features/composer/HelpDialog';
import { ShutdownDialog } from './features/composer/ShutdownDialog';
import { ExportDialog } from './features/keeping/ExportDialog';
import { MessagePane } from './features/message-pane/MessagePane';
import { OrderDialogs } from './features/order/OrderDialogs';
import { PersonOrder } from './features/order/PersonOrder';
import { ProfileCard } from './features/profile/ProfileCard';
import { selectStillServer } from './store/still';
import { useStore } from './store/store';

/**
 * What a room in a window of its own has: its pane, and the dialogs that concern this room alone.
 * Everything else is asked of the main window (store/actions/windows.ts).
 */
export const RoomWindow = () => {
  const server = useStore(selectStillServer);
  return (
    <>
      <RoomScreen
        pane={
          server && (
            <Pane server={server}>
              <MessagePane
                membersShown={false}
                notice={<LookNote />}
                foot={<Foot server={server} />}
              />
            </Pane>
          )
        }
      />
      <HelpDialog />
      <ShutdownDialog />
      <ExportDialog />
      <OrderDialogs />
      <ProfileCard extra={(at, user) => <PersonOrder server={at} user={user} />} />
    </>
  );
};
