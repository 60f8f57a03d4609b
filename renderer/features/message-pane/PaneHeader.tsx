import {
  CalendarDays,
  Download,
  Ellipsis,
  Lock,
  LockOpen,
  LogOut,
  PanelLeft,
  Paperclip,
  Pencil,
  Search,
  Shield,
  SlidersHorizontal,
  UserPlus,
  Users,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LOBBY } from '../../../protocol/ids';
import { roomTitle } from '../../../protocol/lobby';
import type { RoomView } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { keepsOrder, keepsOrderIn } from '../../store/order-rights';
import { peerOf } from '../../store/selectors';
import type { Server } from '../../store/slices/servers';
import { useStore } from '../../store/store';
import { useRoomRule } from '../../store/use-room-rule';
import { IconButton } from '../../ui/IconButton';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu';
import { NotifyMenu } from '../../ui/NotifyMenu';
import { OpenWindowItem } from '../../ui/OpenWindowItem';
import { StatusText } from '../../ui/StatusText';
import { toast } from '../../ui/Toaster';
import { Tooltip } from '../../ui/Tooltip';
import { InviteDialog } from './InviteDialog';
import styles from './PaneHeader.module.css';
import { TopicEditor } from './TopicEditor';

interface PaneHeaderProps {
  server: Server;
  room: RoomView;
  membersShown: boolean;
}

/** What room this is, and what can be done with it. */
export const PaneHeader = ({ server, room, membersShown }: PaneHeaderProps) => {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const [inviting, setInviting] = useState(false);
  const alone = useStore((state) => state.alone !== null);
  const direct = room.kind === 'direct';
  const rule = useRoomRule(server.id, room.id);
  const say = (code: string) =>
    toast({ title: t(`errors.${code}` as 'errors.internal'), type: 'failed' });

  const saveTopic = async (topic: string | null) => {
    setEditing(false);
    if (topic === null) return;
    const outcome = await actions.setTopic(server.id, room.id, topic);
    if (!outcome.ok) say(outcome.error.code);
  };
  const leave = async () => {
    const outcome = await actions.leaveRoom(server.id, room.id);
    if (!outcome.ok) say(outcome.error.code);
  };
  const open = server.status.state === 'online' && !server.status.secure;
  const peer = direct ? peerOf(server, room) : null;
  const name = peer?.name || roomTitle(room, t('chat.lobby'));

  return (
    <header className={styles.header}>
      {!alone && (
        <IconButton
          className={styles.side}
          label={t('chat.showRooms')}
          icon={<PanelLeft size={18} />}
          onClick={() => actions.toggleSide()}
        />
      )}
      <h1 className={styles.name}>
        {room.access !== 'open' && !direct ? (
          <Lock size={15} aria-label={t('chat.privateRoom')} />
        ) : (
          !direct && <span aria-hidden="true">#</span>
        )}
        <span>{name}</span>
      </h1>
      {peer?.status && (
        <span className={styles.said}>
          <StatusText status={peer.status} />
        </span>
      )}
      {open && (
        <Tooltip text={t('chat.notEncrypted')}>
          <span className={styles.open} role="img" aria-label={t('chat.notEncrypted')}>
            <LockOpen size={15} />
          </span>
        </Tooltip>
      )}
      {editing ? (
        <TopicEditor topic={room.topic} onDone={saveTopic} />
      ) : (
        !direct && (
          <button
            type="button"
            className={styles.topic}
            title={room.topic || undefined}
            onClick={() => setEditing(true)}
          >
            {room.topic || t('chat.addTopic')}
          </button>
        )
      )}
      <div className={styles.tools}>
        <IconButton
          label={t('search.title')}
          keys="Ctrl+F"
          icon={<Search size={18} />}
          onClick={() => actions.openSearch('room')}
        />
        {!alone && (
          <IconButton
            label={t(membersShown ? 'chat.hideMembers' : 'chat.showMembers')}
            aria-pressed={membersShown}
            icon={<Users size={18} />}
            onClick={() => actions.toggleMembers()}
          />
        )}
        <Menu trigger={<IconButton label={t('chat.roomMenu')} icon={<Ellipsis size={18} />} />}>
          {!direct && (
            <MenuItem icon={<Pencil size={16} />} onChoose={() => setEditing(true)}>
              {t('chat.changeTopic')}
            </MenuItem>
          )}
          {keepsOrderIn(server, room) && (
            <MenuItem
              icon={<SlidersHorizontal size={16} />}
              onChoose={() => actions.askOrder({ what: 'room', server: server.id, room: room.id })}
            >
              {t('order.roomMenu')}
            </MenuItem>
          )}
          {keepsOrder(server) && (
            <MenuItem icon={<Shield size={16} />} onChoose={() => actions.openDialog('manage')}>
              {t('manage.open')}
            </MenuItem>
          )}
          {!direct && <MenuSeparator />}
          <NotifyMenu {...rule} />
          {!alone && <OpenWindowItem onOpen={() => actions.openWindow(server.id, room.id)} />}
          {!alone && (
            <MenuItem icon={<Paperclip size={16} />} onChoose={() => actions.openDialog('files')}>
              {t('file.room')}
            </MenuItem>
          )}
          <MenuItem icon={<CalendarDays size={16} />} onChoose={() => actions.askDay()}>
            {t('reading.toDate')}
          </MenuItem>
          <MenuSeparator />
          {!direct && (
            <MenuItem icon={<UserPlus size={16} />} onChoose={() => setInviting(true)}>
              {t('chat.invitePerson')}
            </MenuItem>
          )}
          <MenuItem icon={<Download size={16} />} onChoose={() => actions.openDialog('export')}>
            {t('keeping.export')}
          </MenuItem>
          {!direct && room.id !== LOBBY && (
            <MenuItem icon={<LogOut size={16} />} danger onChoose={leave}>
              {t('chat.leaveRoom')}
            </MenuItem>
          )}
        </Menu>
      </div>
      <InviteDialog
        open={inviting}
        server={server}
        room={room}
        onClose={() => setInviting(false)}
      />
    </header>
  );
};
