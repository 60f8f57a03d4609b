import { AtSign, MessageSquare } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { UserInfo } from '../../../protocol/model';
import { actions } from '../../store/actions';
import { selectMembers, selectOpenServer } from '../../store/selectors';
import type { Server } from '../../store/slices/servers';
import { useStore } from '../../store/store';
import { Avatar } from '../../ui/Avatar';
import { Menu, MenuItem } from '../../ui/Menu';
import { toast } from '../../ui/Toaster';
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
  const mine = user.id === server.me?.id;
  const mark =
    user.wire !== 'app'
      ? t(`chat.wire.${user.wire}`)
      : user.role === 'host' || user.role === 'moderator'
        ? t(`chat.role.${user.role}`)
        : null;
  const face = (
    <>
      <Avatar id={user.id} name={user.name} presence={online ? user.presence : 'offline'} />
      <span className={styles.name}>{user.name}</span>
      {online && <span className="sr-only">{t(`chat.presence.${user.presence}`)}</span>}
      {mark && <span className={styles.mark}>{mark}</span>}
    </>
  );
  const write = async () => {
    const outcome = await actions.openDirect(server.id, user.id);
    if (!outcome.ok) toast({ title: t(`errors.${outcome.error.code}`), type: 'failed' });
  };
  return (
    <li>
      {mine ? (
        <div className={styles.row}>{face}</div>
      ) : (
        <Menu
          trigger={
            <button type="button" className={styles.row}>
              {face}
            </button>
          }
        >
          <MenuItem icon={<MessageSquare size={16} />} onChoose={write}>
            {t('chat.directMessage')}
          </MenuItem>
          <MenuItem
            icon={<AtSign size={16} />}
            onChoose={() => actions.insertInComposer(`@${user.name} `)}
          >
            {t('chat.mention')}
          </MenuItem>
        </Menu>
      )}
    </li>
  );
};
