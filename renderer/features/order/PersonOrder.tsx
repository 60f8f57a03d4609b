import { Ban, DoorOpen, LogOut, MicOff, ShieldCheck, ShieldOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserInfo } from '../../../protocol/model';
import { actions } from '../../store/actions';
import { rightsOver } from '../../store/order-rights';
import { selectOpenRoom } from '../../store/selectors';
import type { OrderAsked } from '../../store/slices/order';
import type { Server } from '../../store/slices/servers';
import { useStore } from '../../store/store';
import { classes } from '../../ui/classes';
import { toast } from '../../ui/Toaster';
import styles from './order.module.css';

interface ActProps {
  icon: ReactNode;
  danger?: boolean;
  disabled: boolean;
  onChoose: () => void;
  children: ReactNode;
}

const Act = ({ icon, danger, disabled, onChoose, children }: ActProps) => (
  <button
    type="button"
    className={classes(styles.act, danger && styles.danger)}
    disabled={disabled}
    onClick={() => {
      actions.closeProfile();
      onChoose();
    }}
  >
    {icon}
    {children}
  </button>
);

/** What whoever keeps order can do with somebody; nothing where they may not. */
export const PersonOrder = ({ server, user }: { server: Server; user: UserInfo }) => {
  const { t } = useTranslation();
  const open = useStore(selectOpenRoom);
  const room = open?.kind === 'room' && server.rooms[open.id] ? open : null;
  const may = rightsOver(server, user, room);
  if (!may.role && !may.room && !may.server) return null;
  const offline = server.status.state !== 'online';
  const here = room && (server.members[room.id] ?? []).includes(user.id) ? room.id : undefined;
  const muted = user.muted !== undefined;
  const who = { server: server.id, user: user.id, name: user.name };
  const ask = (asked: OrderAsked) => actions.askOrder(asked);
  const done = async (doing: ReturnType<typeof actions.keepOrder>) => {
    const outcome = await doing;
    if (!outcome.ok) toast({ title: t(`errors.${outcome.error.code}`), type: 'failed' });
  };
  const setRole = (role: 'moderator' | 'member') =>
    void done(actions.keepOrder(server.id, { verb: 'role', user: user.id, role }));
  const unmute = () => void done(actions.keepOrder(server.id, { verb: 'unmute', user: user.id }));
  return (
    <section className={styles.acts} aria-label={t('order.title')}>
      {may.role &&
        (user.role === 'moderator' ? (
          <Act icon={<ShieldOff size={16} />} disabled={offline} onChoose={() => setRole('member')}>
            {t('order.demote')}
          </Act>
        ) : (
          <Act
            icon={<ShieldCheck size={16} />}
            disabled={offline}
            onChoose={() => setRole('moderator')}
          >
            {t('order.promote')}
          </Act>
        ))}
      {may.server && muted ? (
        <Act icon={<MicOff size={16} />} disabled={offline} onChoose={unmute}>
          {t('order.unmute')}
        </Act>
      ) : (
        (may.server || may.room) && (
          <Act
            icon={<MicOff size={16} />}
            disabled={offline}
            onChoose={() =>
              ask({ what: 'mute', ...who, ...(!may.server && room && { room: room.id }) })
            }
          >
            {t('order.mute')}
          </Act>
        )
      )}
      {may.room && here !== undefined && (
        <Act
          icon={<LogOut size={16} />}
          disabled={offline}
          onChoose={() => ask({ what: 'kick', ...who, room: here })}
        >
          {t('order.kickRoom')}
        </Act>
      )}
      {may.server && user.presence !== 'offline' && (
        <Act
          icon={<DoorOpen size={16} />}
          disabled={offline}
          onChoose={() => ask({ what: 'kick', ...who })}
        >
          {t('order.kickServer')}
        </Act>
      )}
      {may.server && (
        <Act
          icon={<Ban size={16} />}
          danger
          disabled={offline}
          onChoose={() => ask({ what: 'ban', ...who })}
        >
          {t('order.ban')}
        </Act>
      )}
    </section>
  );
};
