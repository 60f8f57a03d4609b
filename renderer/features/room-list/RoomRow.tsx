import {
  ArrowDown,
  ArrowUp,
  BellOff,
  CheckCheck,
  Hash,
  Lock,
  PencilLine,
  Star,
  StarOff,
} from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { roomTitle } from '../../../protocol/lobby';
import type { UserInfo } from '../../../protocol/model';
import { roomBadge } from '../../../protocol/telling';
import type { RoomView, ServerId } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { useRoomRule } from '../../store/use-room-rule';
import { Avatar } from '../../ui/Avatar';
import { Badge } from '../../ui/Badge';
import { ContextMenu } from '../../ui/ContextMenu';
import { classes } from '../../ui/classes';
import { MenuItem, MenuSeparator } from '../../ui/Menu';
import { NotifyMenu } from '../../ui/NotifyMenu';
import { OpenWindowItem } from '../../ui/OpenWindowItem';
import styles from './RoomList.module.css';

interface RoomRowProps {
  server: ServerId;
  room: RoomView;
  /** The other one, in a direct room. */
  peer?: UserInfo | null;
  /** Whether we are connected: else nobody can say who is there. */
  online?: boolean;
  favourite: boolean;
  open: boolean;
}

/** One room. A number for mentions and direct messages, a dot for anything else unread. */
export const RoomRow = memo(({ server, room, peer, online, favourite, open }: RoomRowProps) => {
  const { t } = useTranslation();
  const direct = room.kind === 'direct';
  const name = peer?.name ?? roomTitle(room, t('chat.lobby'));
  const presence = (online && peer?.presence) || 'offline';
  const rule = useRoomRule(server, room.id);
  const { muted } = rule;
  const badge = roomBadge(room, muted ? { mutedUntil: Number.MAX_SAFE_INTEGER } : undefined, 0);
  const called = badge.count;
  const row = (
    <button
      type="button"
      className={classes(
        styles.row,
        open && styles.open,
        (called > 0 || badge.dot) && styles.unread,
      )}
      aria-current={open ? 'page' : undefined}
      onClick={() => actions.openRoom(server, room.id)}
    >
      {direct ? (
        <Avatar id={room.peer ?? room.id} name={name} size="small" presence={presence} />
      ) : room.access === 'open' ? (
        <Hash className={styles.mark} size={15} aria-hidden="true" />
      ) : (
        <Lock className={styles.mark} size={14} aria-label={t('chat.privateRoom')} />
      )}
      <span className={styles.label}>
        {name}
        {online && peer?.status?.emoji && ` ${peer.status.emoji}`}
      </span>
      {direct && online && <span className="sr-only">{t(`chat.presence.${presence}`)}</span>}
      {muted && <BellOff className={styles.mark} size={13} aria-label={t('told.roomMuted')} />}
      {room.draft !== '' && !open && (
        <PencilLine className={styles.mark} size={13} aria-label={t('chat.hasDraft')} />
      )}
      {called > 0 ? (
        <Badge
          count={called}
          label={t(direct ? 'chat.unreadCount' : 'chat.mentionCount', { count: called })}
        />
      ) : (
        badge.dot && (
          <span className={styles.dot}>
            <span className="sr-only">{t('chat.unreadCount', { count: room.unread })}</span>
          </span>
        )
      )}
    </button>
  );
  return (
    <ContextMenu trigger={row}>
      <MenuItem
        icon={<CheckCheck size={16} />}
        disabled={room.unread === 0}
        onChoose={() => actions.markRead(server, room.id, room.last)}
      >
        {t('told.markRead')}
      </MenuItem>
      <NotifyMenu {...rule} />
      <OpenWindowItem onOpen={() => actions.openWindow(server, room.id)} />
      <MenuSeparator />
      <MenuItem
        icon={favourite ? <StarOff size={16} /> : <Star size={16} />}
        onChoose={() => actions.toggleFavourite(server, room.id)}
      >
        {t(favourite ? 'chat.notFavourite' : 'chat.favourite')}
      </MenuItem>
      <MenuItem
        icon={<ArrowUp size={16} />}
        keys="Ctrl+Shift+↑"
        onChoose={() => actions.moveRoom(server, room.id, -1)}
      >
        {t('chat.moveUp')}
      </MenuItem>
      <MenuItem
        icon={<ArrowDown size={16} />}
        keys="Ctrl+Shift+↓"
        onChoose={() => actions.moveRoom(server, room.id, 1)}
      >
        {t('chat.moveDown')}
      </MenuItem>
    </ContextMenu>
  );
});
