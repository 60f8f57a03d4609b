import { Moon, PencilLine, Settings, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { Avatar } from '../../ui/Avatar';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu';
import styles from './RoomList.module.css';

/** Me on this server: who I am called, and whether I am here. */
export const MeRow = ({ server }: { server: Server }) => {
  const { t } = useTranslation();
  const { me, status } = server;
  if (!me) return null;
  const online = status.state === 'online';
  const presence = online ? me.presence : 'offline';
  const role = me.role === 'member' ? null : t(`chat.role.${me.role}`);
  return (
    <Menu
      align="start"
      side="top"
      trigger={
        <button type="button" className={styles.me} aria-label={t('chat.me', { name: me.name })}>
          <Avatar id={me.id} name={me.name} presence={presence} />
          <span className={styles.meWords}>
            <span className={styles.label}>{me.name}</span>
            <small>{[role, t(`chat.presence.${presence}`)].filter(Boolean).join(' · ')}</small>
          </span>
        </button>
      }
    >
      {me.presence === 'away' ? (
        <MenuItem
          icon={<Sun size={16} />}
          disabled={!online}
          onChoose={() => void actions.setPresence(server.id, 'online')}
        >
          {t('chat.beOnline')}
        </MenuItem>
      ) : (
        <MenuItem
          icon={<Moon size={16} />}
          disabled={!online}
          onChoose={() => void actions.setPresence(server.id, 'away')}
        >
          {t('chat.beAway')}
        </MenuItem>
      )}
      <MenuItem
        icon={<PencilLine size={16} />}
        disabled={!online}
        onChoose={() => actions.openDialog('rename')}
      >
        {t('chat.changeName')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Settings size={16} />} onChoose={() => actions.openDialog('settings')}>
        {t('chat.settings')}
      </MenuItem>
    </Menu>
  );
};
