import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { place } from '../../store/place';
import {
  selectFocused,
  selectMembers,
  selectOpenRoom,
  selectOpenServer,
  selectPending,
  selectSettings,
  selectTimeline,
} from '../../store/selectors';
import { selectStillRoom, selectStillServer } from '../../store/still';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { Spinner } from '../../ui/Spinner';
import { MessageActions } from './actions/MessageActions';
import { NoticeBar } from './bars/NoticeBar';
import { PinBar } from './bars/PinBar';
import { EmptyRoom } from './EmptyRoom';
import { JumpDate } from './JumpDate';
import { JumpNote } from './JumpNote';
import { MessageList } from './MessageList';
import styles from './MessagePane.module.css';
import { PaneHeader } from './PaneHeader';

interface MessagePaneProps {
  membersShown: boolean;
  /** A question about the server that must be answered first; stands in place of the messages. */
  question?: ReactNode;
  /** How the host who is alone lets others in. */
  invite?: ReactNode;
  /** Below the room's title: what everybody who comes in is told. */
  notice?: ReactNode;
  /** Strip and composer. */
  foot: ReactNode;
}

/** The room that is open: what it is, what was said, and below it what is being said. */
export const MessagePane = ({ membersShown, question, invite, notice, foot }: MessagePaneProps) => {
  const { t } = useTranslation();
  const server = useStore(selectStillServer);
  const room = useStore(selectStillRoom);
  if (!server) return null;
  return (
    <main className={styles.pane}>
      <div>
        {room && (
          <PaneHeader
            key={`head ${place(server.id, room.id)}`}
            server={server}
            room={room}
            membersShown={membersShown}
          />
        )}
        {!question && notice}
        {!question && room && (
          <div key={`bars ${place(server.id, room.id)}`}>
            <NoticeBar server={server} room={room} />
            <PinBar server={server} room={room} />
          </div>
        )}
      </div>
      {question ? (
        <div className={styles.question}>
          <h2 className="sr-only">{t('chat.question')}</h2>
          {question}
        </div>
      ) : (
        <Messages key={`list ${place(server.id, room?.id ?? '')}`} invite={invite} />
      )}
      {!question && <div>{foot}</div>}
      <JumpNote />
      <JumpDate />
    </main>
  );
};

const Messages = ({ invite }: { invite?: ReactNode }) => {
  const { t } = useTranslation();
  const server = useStore(selectOpenServer);
  const room = useStore(selectOpenRoom);
  const timeline = useStore(selectTimeline);
  const pending = useStore(selectPending);
  const members = useStore(selectMembers);
  const focused = useStore(selectFocused);
  const { density, textSize } = useStore(selectSettings);
  const line = useStore(({ unreadLine }) => unreadLine);
  const serverId = server?.id;
  const roomId = room?.id;

  useEffect(() => {
    if (!serverId || !roomId) return;
    actions.enterView(serverId, roomId);
    return () => actions.leaveView(serverId, roomId);
  }, [serverId, roomId]);

  // A copy that was thrown away (the log started over) is read anew.
  const lost = timeline === null;
  useEffect(() => {
    if (lost && serverId && roomId) void actions.loadNewest(serverId, roomId);
  }, [lost, serverId, roomId]);

  if (!server || !room || timeline?.state === 'loading' || !timeline)
    return (
      <div className={styles.loading} role="status" aria-label={t('chat.loading')}>
        <Spinner />
      </div>
    );
  if (timeline.state === 'failed')
    return (
      <div className={styles.loading}>
        <p>{t('chat.historyFailed')}</p>
        <Button onClick={() => void actions.loadNewest(server.id, room.id)}>
          {t('common.tryAgain')}
        </Button>
      </div>
    );
  const said = pending.length > 0 || timeline.events.some(({ kind }) => kind === 'posted');
  const empty = !said && !timeline.older;
  return (
    <div className={styles.messages} data-empty={empty ? '' : undefined}>
      {empty && (
        <EmptyRoom direct={room.kind === 'direct'} here={members.here.length} invite={invite} />
      )}
      <MessageActions server={server} room={room}>
        <MessageList
          key={timeline.window}
          server={server.id}
          room={room}
          timeline={timeline}
          pending={pending}
          line={line?.at === place(server.id, room.id) ? line : null}
          me={server.me}
          focused={focused}
          density={density}
          textSize={textSize}
        />
      </MessageActions>
    </div>
  );
};
