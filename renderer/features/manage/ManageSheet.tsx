import {
  Ban,
  DoorOpen,
  HardDrive,
  House,
  Link,
  type LucideIcon,
  MessagesSquare,
  ScrollText,
  Users,
} from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserInfo } from '../../../protocol/model';
import { actions } from '../../store/actions';
import { keepsOrder } from '../../store/order-rights';
import { selectDialog, selectHosting } from '../../store/selectors';
import type { Server } from '../../store/slices/servers';
import { selectStillServer } from '../../store/still';
import { useStore } from '../../store/store';
import { classes } from '../../ui/classes';
import { Dialog } from '../../ui/Dialog';
import { Lamp } from '../../ui/Lamp';
import { PagePanel, Pages } from '../../ui/Pages';
import { DoorTab } from './DoorTab';
import { InvitesTab } from './InvitesTab';
import { LogTab } from './LogTab';
import styles from './manage.module.css';
import { PeopleTab } from './PeopleTab';
import { RoomsTab } from './RoomsTab';
import { SanctionsTab } from './SanctionsTab';
import { StorageTab } from './StorageTab';

/** What only the computer that hosts the room can show and change. */
export interface HostSlots {
  /** Addresses, words, news; null while no room is open here. */
  overview: ReactNode;
  /** Password, plain wires, old programs, being found. */
  door: ReactNode;
  storage: ReactNode;
  /** Inviting, and closing the room. */
  foot: ReactNode;
}

export type PersonSlot = (server: Server, user: UserInfo) => ReactNode;

interface ManageSheetProps {
  host: HostSlots;
  /** What can be done with somebody. */
  person: PersonSlot;
}

const TABS = [
  'overview',
  'people',
  'rooms',
  'door',
  'invites',
  'storage',
  'sanctions',
  'log',
] as const;
type Tab = (typeof TABS)[number];
const ICONS: Record<Tab, LucideIcon> = {
  overview: House,
  people: Users,
  rooms: MessagesSquare,
  door: DoorOpen,
  invites: Link,
  storage: HardDrive,
  sanctions: Ban,
  log: ScrollText,
};

const close = () => actions.openDialog(null);

/** The server as whoever keeps order sees it: of this computer, or one that they are a guest of. */
export const ManageSheet = ({ host, person }: ManageSheetProps) => {
  const [tab, setTab] = useState<Tab | null>(null);
  const { t } = useTranslation();
  const open = useStore(selectDialog) === 'manage';
  const server = useStore(selectStillServer);
  const hosting = useStore(selectHosting);
  const here = hosting.state === 'open' && hosting.server === server?.id;
  const may = server !== null && (here || keepsOrder(server));
  // The room was closed, or the role is another one: the sheet does not come back by itself.
  const over = open && !may;
  useEffect(() => {
    if (over) close();
  }, [over]);
  return (
    <Dialog
      open={open && may}
      onClose={close}
      width="page"
      mark={here ? <Lamp /> : undefined}
      title={here ? t('host.manageTitle') : t('manage.title', { server: server?.name ?? '' })}
      actions={here ? host.foot : undefined}
    >
      {server && (
        <Body server={server} host={here ? host : null} person={person} tab={tab} onTab={setTab} />
      )}
    </Dialog>
  );
};

interface BodyProps {
  server: Server;
  host: HostSlots | null;
  person: PersonSlot;
  /** Null: the first one. */
  tab: Tab | null;
  onTab: (tab: Tab) => void;
}

const Body = ({ server, host, person, tab: chosen, onTab }: BodyProps) => {
  const { t } = useTranslation();
  const shown = { overview: host !== null, invites: server.me?.role === 'host' };
  const tabs = TABS.filter((one) => (one in shown ? shown[one as keyof typeof shown] : true));
  const tab = tabs.find((one) => one === chosen) ?? tabs[0] ?? 'people';
  const knocks = server.knocks?.length ?? 0;
  const views: Record<Tab, ReactNode> = {
    overview: host?.overview,
    people: <PeopleTab server={server} person={person} />,
    rooms: <RoomsTab server={server} />,
    door: <DoorTab server={server}>{host?.door}</DoorTab>,
    invites: <InvitesTab server={server} />,
    storage: <StorageTab server={server}>{host?.storage}</StorageTab>,
    sanctions: <SanctionsTab server={server} />,
    log: <LogTab server={server} />,
  };
  return (
    <Pages<Tab>
      label={t('manage.pages')}
      tabs={tabs.map((id) => ({
        id,
        title: t(`manage.tab.${id}`),
        icon: ICONS[id],
        mark: id === 'door' && knocks > 0 && (
          <span className={classes(styles.count, styles.waiting)}>{knocks}</span>
        ),
      }))}
      page={tab}
      onPage={onTab}
    >
      {tabs.map((one) => (
        <PagePanel key={one} id={one}>
          {one === tab && views[one]}
        </PagePanel>
      ))}
    </Pages>
  );
};
