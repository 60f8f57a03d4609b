import { CSPProvider } from '@base-ui/react/csp-provider';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chat } from './Chat';
import { HelpDialog } from './features/composer/HelpDialog';
import { ShutdownDialog } from './features/composer/ShutdownDialog';
import { ConnectDialog } from './features/connect/ConnectDialog';
import { ConnectForm } from './features/connect/ConnectForm';
import { LinkSheet } from './features/connect/LinkSheet';
import { NetworkCheck } from './features/connect/NetworkCheck';
import { HandOverDialog } from './features/handover/HandOverDialog';
import { KeptDialog } from './features/handover/KeptDialog';
import { OfferDialog } from './features/handover/OfferDialog';
import { SucceededNote } from './features/handover/SucceededNote';
import { HostDialog } from './features/host/HostDialog';
import { HostDoor } from './features/host/HostDoor';
import { HostFoot } from './features/host/HostFoot';
import { HostForm } from './features/host/HostForm';
import { HostOverview } from './features/host/HostOverview';
import { HostStorage } from './features/host/HostStorage';
import { QuitDialog } from './features/host/QuitDialog';
import { TrayNotice } from './features/host/TrayNotice';
import { InviteSheet } from './features/invite/InviteSheet';
import { BackupDialog } from './features/keeping/BackupDialog';
import { ExportDialog } from './features/keeping/ExportDialog';
import { RestoreDialog } from './features/keeping/RestoreDialog';
import { ManageSheet } from './features/manage/ManageSheet';
import { OrderDialogs } from './features/order/OrderDialogs';
import { PersonOrder } from './features/order/PersonOrder';
import { AboutDialog } from './features/settings/AboutDialog';
import { SettingsDialog } from './features/settings/SettingsDialog';
import { ShortcutList } from './features/shortcuts/ShortcutList';
import { ShortcutsDialog } from './features/shortcuts/ShortcutsDialog';
import { MovedNote } from './features/status/MovedNote';
import { Switcher } from './features/switcher/Switcher';
import { Welcome } from './features/welcome/Welcome';
import { RoomWindow } from './RoomWindow';
import { actions } from './store/actions';
import { selectStillServer } from './store/still';
import { useStore } from './store/store';
import { Toaster } from './ui/Toaster';
import { TooltipProvider } from './ui/Tooltip';

/** Which screen: the welcome screen while no server is open. Dialogs lie over either. */
const Screen = ({ onOpened }: { onOpened: () => void }) => {
  const { t } = useTranslation();
  const server = useStore(selectStillServer);
  if (!server)
    return (
      <Welcome
        host={<HostForm onOpened={onOpened} />}
        join={<ConnectForm nearbyTitle={t('welcome.nearby')} />}
        help={<NetworkCheck kind="ghost" size="small" />}
      />
    );
  return <Chat server={server} />;
};

const Shell = () => {
  const [fresh, setFresh] = useState(false);
  const onOpened = useCallback(() => {
    setFresh(true);
    actions.openDialog('invite');
  }, []);
  const closeInvite = useCallback(() => {
    setFresh(false);
    actions.openDialog(null);
  }, []);
  return (
    <>
      <Screen onOpened={onOpened} />
      <ConnectDialog />
      <HostDialog onOpened={onOpened} />
      <InviteSheet fresh={fresh} onClose={closeInvite} />
      <SettingsDialog network={<NetworkCheck size="small" />} shortcuts={<ShortcutList />} />
      <AboutDialog />
      <ShortcutsDialog />
      <Switcher />
      <HelpDialog />
      <ShutdownDialog />
      <HandOverDialog />
      <OfferDialog />
      <KeptDialog />
      <SucceededNote />
      <ExportDialog />
      <BackupDialog />
      <RestoreDialog onOpened={onOpened} />
      <LinkSheet />
      <QuitDialog />
      <TrayNotice />
      <MovedNote />
      <ManageSheet
        host={{
          overview: <HostOverview />,
          door: <HostDoor />,
          storage: <HostStorage />,
          foot: <HostFoot />,
        }}
        person={(server, user) => <PersonOrder server={server} user={user} />}
      />
      <OrderDialogs />
    </>
  );
};

/** `disableStyleElements`: the content security policy allows no injected style element. */
export const App = () => {
  const booted = useStore((state) => state.booted);
  const alone = useStore((state) => state.alone !== null);
  return (
    <CSPProvider disableStyleElements>
      <TooltipProvider delay={500}>
        {booted && (alone ? <RoomWindow /> : <Shell />)}
        <Toaster />
      </TooltipProvider>
    </CSPProvider>
  );
};
