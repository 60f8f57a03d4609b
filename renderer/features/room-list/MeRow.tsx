import { BellOff, Moon, PencilLine, Settings, SmilePlus, Sun, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ALWAYS } from '../../../protocol/told-settings';
import { UNTIL } from '../../../protocol/until';
import { useLanguage } from '../../i18n';
import { untilWords } from '../../i18n/time';
import { actions } from '../../store/actions';
import { selectSettings } from '../../store/selectors';
import type { Server } from '../../store/slices/servers';
import { useStore } from '../../store/store';
import { Avatar } from '../../ui/Avatar';
import { Menu, MenuItem, MenuSeparator, Submenu } from '../../ui/Menu';
import { StatusText } from '../../ui/StatusText';
import { toast } from '../../ui/Toaster';
import styles from './RoomList.module.css';

/** Me on this server: who I am called, whether I am here, and what I say about it. */
export const MeRow = ({ server }: { server: Server }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { availability, dndUntil, status: said } = useStore(selectSettings);
  const { me, status } = server;
  if (!me) return null;
  const online = status.state === 'online';
  const presence = online ? me.presence : 'offline';
  const role = me.role === 'member' ? null : t(`chat.role.${me.role}`);
  const wrong = () => toast({ title: t('common.wentWrong'), type: 'failed' });
  const dnd = dndUntil > Date.now();
  const until =
    dndUntil === ALWAYS
      ? t('settings.dndAlways')
      : t('settings.dndUntil', { time: untilWords(dndUntil, language) });
  const away = availability === 'away';
  return (
    <Menu
      align="start"
      side="top"
      trigger={
        <button type="button" className={styles.me} aria-label={t('chat.me', { name: me.name })}>
          <Avatar id={me.id} name={me.name} presence={presence} />
          <span className={styles.meWords}>
            <span className={styles.label}>{me.name}</span>
            <small>
              {online && said ? (
                <StatusText status={said} />
              ) : (
                [role, t(`chat.presence.${presence}`)].filter(Boolean).join(' · ')
              )}
            </small>
          </span>
        </button>
      }
    >
      <MenuItem icon={<SmilePlus size={16} />} onChoose={() => actions.openDialog('status')}>
        {t('told.setStatus')}
      </MenuItem>
      {said && (
        <MenuItem icon={<X size={16} />} onChoose={() => void actions.setStatus(null).catch(wrong)}>
          {t('told.statusRemove')}
        </MenuItem>
      )}
      <MenuItem
        icon={away ? <Sun size={16} /> : <Moon size={16} />}
        onChoose={() => void actions.setAvailability(away ? 'auto' : 'away').catch(wrong)}
      >
        {t(away ? 'told.beOnline' : 'told.beAway')}
      </MenuItem>
      {dnd ? (
        <MenuItem
          icon={<BellOff size={16} />}
          onChoose={() => void actions.setDoNotDisturb(null).catch(wrong)}
        >
          {t('told.dndOn', { until })}
        </MenuItem>
      ) : (
        <Submenu icon={<BellOff size={16} />} label={t('told.dnd')}>
          {UNTIL.map((one) => (
            <MenuItem key={one} onChoose={() => void actions.setDoNotDisturb(one).catch(wrong)}>
              {t(`told.until.${one}`)}
            </MenuItem>
          ))}
        </Submenu>
      )}
      <MenuSeparator />
      <MenuItem
        icon={<PencilLine size={16} />}
        disabled={!online}
        onChoose={() => actions.openDialog('rename')}
      >
        {t('chat.changeName')}
      </MenuItem>
      <MenuItem icon={<Settings size={16} />} onChoose={() => actions.openDialog('settings')}>
        {t('chat.settings')}
      </MenuItem>
    </Menu>
  );
};
