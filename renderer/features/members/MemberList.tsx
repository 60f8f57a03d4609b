import { BellOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { UserInfo } from '../../../protocol/model';
import { actions } from '../../store/actions';
import { selectMembers, selectOpenServer } from '../../store/selectors';
import type { Server } from '../../store/slices/servers';
import { useStore } from '../../store/store';
import { Avatar } from '../../ui/Avatar';
import { StatusText } from '../../ui/StatusText';
import styles from './MemberList.module.css';

/**
 * Who is in the open room: those here first. While we are not connected nobody can say who is
 * here, so it does not.
 */
export const MemberList = () => {
  const { t } = useTranslation();
  const server = useStore(selectOpenServer);
  const { here, gone } = useStore(selectMembers);
  if (!server) return null;
  const online = server.status.state === 'online';
  return (
    <aside className={styles.members} aria-label={t('chat.members')}>
      <h2 className={styles.section}>
        {online ? t('chat.onlineCount', { count: here.length }) : t('chat.members')}
      </h2>
      <ul>
        {here.map((user) => (
          <MemberRow key={user.id} server={server} user={user} />
        ))}
      </ul>
      {gone.length > 0 && (
        <>
          {online && (
            <h2 className={styles.section}>{t('chat.offlineCount', { count: gone.length })}</h2>
          )}
          <ul className={online ? styles.gone : undefined}>
            {gone.map((user) => (
              <MemberRow key={user.id} server={server} user={user} />
            ))}
          </ul>
        </>
      )}
    </aside>
  );
};

const MemberRow = ({ server, user }: { server: Server; user: UserInfo }) => {
  const { t } = useTranslation();
  const online = server.status.state === 'online';
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
          actions.openProfile(
            { server: server.id, user: user.id, name: user.name },
            event.currentTarget,
          )
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
};
