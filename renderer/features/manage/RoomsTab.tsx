import { useTranslation } from 'react-i18next';
import { roomTitle } from '../../../protocol/lobby';
import { hasRules } from '../../../protocol/rules';
import { actions } from '../../store/actions';
import { keepsOrderIn } from '../../store/order-rights';
import type { Server } from '../../store/slices/servers';
import { Button } from '../../ui/Button';
import { rulesText } from '../../ui/order-words';
import styles from './manage.module.css';

/** The rooms of the server that this person is shown, and their settings. */
export const RoomsTab = ({ server }: { server: Server }) => {
  const { t } = useTranslation();
  const rooms = Object.values(server.rooms)
    .filter(({ kind }) => kind === 'room')
    .sort((a, b) => b.members - a.members);
  return (
    <>
      <ul className={styles.rows}>
        {rooms.map((room) => {
          const name = roomTitle(room, t('chat.lobby'));
          return (
            <li key={room.id} className={styles.row}>
              <div className={styles.words}>
                <p className={styles.name}>#{name}</p>
                <p className={styles.facts}>
                  <span>{t('chat.memberCount', { count: room.members })}</span>
                  {room.access !== 'open' && <span>{t(`chat.access.${room.access}`)}</span>}
                  {room.rules && hasRules(room.rules) && <span>{rulesText(t, room.rules)}</span>}
                </p>
              </div>
              {keepsOrderIn(server, room) && (
                <Button
                  size="small"
                  onClick={() =>
                    actions.askOrder({ what: 'room', server: server.id, room: room.id })
                  }
                >
                  {t('manage.settings')}
                  <span className="sr-only"> {name}</span>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <p className={styles.note}>{t('manage.roomsNote')}</p>
    </>
  );
};
