import { BellOff } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserInfo } from '../../../protocol/model';
import type { ServerId } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { selectMembers, selectOpenServer } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Avatar } from '../../ui/Avatar';
import { StatusText } from '../../ui/StatusText';
import styles from './MemberList.module.css';

/**
 * Who is in the open room: those here first. While we are not connected nobody can say who is
 * here, so it does not. Of the server only what is shown is looked at: it changes with every message
 * in any of its rooms.
 */
export const MemberList = () => {
  const { t } = useTranslation();
  const server = useStore((state) => selectOpenServer(state)?.id);
  const online = useStore((state) => selectOpenServer(state)?.status.state === 'online');
  const { here, gone } = useStore(selectMembers);
  if (server === undefined) return null;
  return (
    <aside className={styles.members} aria-label={t('chat.members')}>
      <h2 className={styles.section}>
        {online ? t('chat.onlineCount', { count: here.length }) : t('chat.members')}
      </h2>
      <ul>
        {here.map((user) => (
          <MemberRow key={user.id} server={server} online={online} user={user} />
        ))}
      </ul>
      {gone.length > 0 && (
        <>
          {online && (
            <h2 className={styles.section}>{t('chat.offlineCount', { count: gone.length })}</h2>
          )}
          <ul className={online ? styles.gone : undefined}>
            {gone.map((user) => (
              <MemberRow key={user.id} server={server} online={online} user={user} />
            ))}
          </ul>
        </>
      )}
    </aside>
  );
};

interface MemberRowProps {
  server: ServerId;
  online: boolean;
  user: UserInfo;
}

const MemberRow = memo(({ server, online, user }: MemberRowProps) => {
  const { t } = useTranslation();
  const silenced = useStore(({ settings }) =>
    [...settings.blocked, ...settings.mutedPeople].some((one) => one.user === user.id),
  );
  const mark =
    user.wire !== 'app'
      ? t(`chat.wire.${user.wire}`)
      : user.role === 'host' || user.role === 'moderator'
        ? t(`chat.role.${user.role}`)
        : null;
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-haspopup="dialog"
        onClick={(event) =>
          actions.openProfile({ server, user: user.id, name: user.name }, event.currentTarget)
        }
      >
        <Avatar id={user.id} name={user.name} presence={online ? user.presence : 'offline'} />
        <span className={styles.words}>
          <span className={styles.name}>{user.name}</span>
          {online && <span className="sr-only">{t(`chat.presence.${user.presence}`)}</span>}
          {online && user.status && (
            <span className={styles.status}>
              <StatusText status={user.status} />
            </span>
          )}
        </span>
        {silenced && <BellOff size={13} className={styles.mark} aria-label={t('told.roomMuted')} />}
        {mark && <span className={styles.mark}>{mark}</span>}
      </button>
    </li>
  );
});
