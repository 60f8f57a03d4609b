import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { roomTitle } from '../protocol/lobby';
import { ChatScreen } from './features/chat/ChatScreen';
import { useEscape } from './features/chat/use-escape';
import { useFocusKept } from './features/chat/use-focus-kept';
import { useNarrow } from './features/chat/use-narrow';
import { HandsStrip } from './features/classroom/HandsStrip';
import { LookNote } from './features/classroom/LookNote';
import { Composer } from './features/composer/Composer';
import { TypingLine } from './features/composer/TypingLine';
import { ServerQuestion } from './features/connect/ServerQuestion';
import { DropZone } from './features/files/DropZone';
import { RoomFiles } from './features/files/RoomFiles';
import { SendSheet } from './features/files/SendSheet';
import { usePick } from './features/files/use-pick';
import { Viewer } from './features/files/Viewer';
import { HostStrip } from './features/host/HostStrip';
import { InviteCard } from './features/invite/InviteCard';
import { MemberList } from './features/members/MemberList';
import { MessagePane } from './features/message-pane/MessagePane';
import { Knocks } from './features/order/Knocks';
import { PersonOrder } from './features/order/PersonOrder';
import { Silence } from './features/order/Silence';
import { ProfileCard } from './features/profile/ProfileCard';
import { Rail } from './features/rail/Rail';
import { RoomList } from './features/room-list/RoomList';
import { BackToResults } from './features/search/BackToResults';
import { SearchPanel } from './features/search/SearchPanel';
import { MotdLine } from './features/status/MotdLine';
import { StatusStrip } from './features/status/StatusStrip';
import { MEMBERS_SHEET_BELOW_PX, SIDE_SLIDES_BELOW_PX } from './store/actions/navigate';
import { place } from './store/place';
import { peerOf, selectOthers, selectSettings } from './store/selectors';
import type { Server } from './store/slices/servers';
import { selectStillRoom } from './store/still';
import { useStore } from './store/store';

/** Below the messages: how the connection is, the composer, who is writing. */
export const Foot = ({ server }: { server: Server }) => {
  const room = useStore(selectStillRoom);
  const people = useStore(selectOthers);
  const { sendWith } = useStore(selectSettings);
  const { t } = useTranslation();
  const { onFiles, pick, sendAsFile } = usePick(server.id, room?.id ?? '');
  const takes = (server.files?.maxBytes ?? 0) > 0;
  const { status } = server;
  // Whoever was shown the door can read what there is, and write nowhere.
  const shut = status.state === 'offline' && (status.why === 'kicked' || status.why === 'banned');
  return (
    <>
      <BackToResults />
      <StatusStrip />
      <Knocks server={server} />
      {room && !shut && <HandsStrip server={server} room={room} />}
      {room && !shut && (
        <Silence server={server} room={room}>
          <Composer
            key={place(server.id, room.id)}
            server={server}
            room={room}
            name={peerOf(server, room)?.name ?? roomTitle(room, t('chat.lobby'))}
            people={people}
            sendWith={sendWith}
            {...(takes && { onFiles, onAttach: () => void pick(), onSendAsFile: sendAsFile })}
          />
        </Silence>
      )}
      <TypingLine />
    </>
  );
};

/** The pane, onto which files can be dropped wherever they can be sent. */
export const Pane = ({ server, children }: { server: Server; children: ReactNode }) => {
  const { t } = useTranslation();
  const room = useStore(selectStillRoom);
  const { sendWith } = useStore(selectSettings);
  const { onFiles } = usePick(server.id, room?.id ?? '');
  const takes = room !== null && (server.files?.maxBytes ?? 0) > 0;
  const name = room ? (peerOf(server, room)?.name ?? roomTitle(room, t('chat.lobby'))) : '';
  return (
    <DropZone name={name} onFiles={takes ? onFiles : null}>
      {children}
      <SendSheet server={server} name={name} sendWith={sendWith} />
      {room && <RoomFiles server={server} room={room} name={name} />}
      <Viewer />
    </DropZone>
  );
};

/** The main window, put together: features know nothing of each other, this file knows them all. */
export const Chat = ({ server }: { server: Server }) => {
  const several = useStore((state) => state.serverOrder.length > 1);
  const { showMembers } = useStore(selectSettings);
  const membersOpen = useStore((state) => state.membersOpen);
  const membersAsSheet = useNarrow(MEMBERS_SHEET_BELOW_PX);
  const sideAsSheet = useNarrow(SIDE_SLIDES_BELOW_PX);
  const membersShown = membersAsSheet ? membersOpen : showMembers;
  const searching = useStore((state) => state.search.open);
  const searchShown = useStore((state) => state.search.open && !state.search.tucked);
  useEscape();
  useFocusKept();
  return (
    <>
      <ChatScreen
        rail={several ? <Rail /> : null}
        side={<RoomList hostStrip={server.hosted ? <HostStrip /> : undefined} />}
        pane={
          <Pane server={server}>
            <MessagePane
              membersShown={membersShown && !searching}
              question={
                server.status.state === 'question' ? <ServerQuestion server={server} /> : undefined
              }
              notice={
                <>
                  <LookNote />
                  <MotdLine server={server} />
                </>
              }
              invite={server.hosted ? <InviteCard /> : undefined}
              foot={<Foot server={server} />}
            />
          </Pane>
        }
        members={searching ? <SearchPanel /> : <MemberList />}
        membersShown={searching ? searchShown : membersShown}
        searching={searching}
        membersAsSheet={membersAsSheet}
        sideAsSheet={sideAsSheet}
      />
      <ProfileCard extra={(at, user) => <PersonOrder server={at} user={user} />} />
    </>
  );
};
