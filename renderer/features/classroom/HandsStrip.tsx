import { Eye, Hand } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RoomView } from '../../../protocol/views';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import styles from './classroom.module.css';

interface HandsStripProps {
  server: Server;
  room: RoomView;
}

/** Whether this person leads the room, and so may lower hands and ask all to look. */
const leads = ({ me }: Server, room: RoomView): boolean =>
  me !== null && (me.role === 'host' || me.role === 'moderator' || room.owner === me.id);

/** In a classroom, over the composer: whose hands are up, in order, and one's own. */
export const HandsStrip = ({ server, room }: HandsStripProps) => {
  const { t } = useTranslation();
  if (!room.rules?.classroom || !server.me) return null;
  const hands = room.hands ?? [];
  const mine = hands.indexOf(server.me.id);
  const leading = leads(server, room);
  const online = server.status.state === 'online';
  return (
    <section className={styles.strip} aria-label={t('classroom.title')}>
      {hands.length === 0 ? (
        <p className={styles.none}>{t('classroom.none')}</p>
      ) : (
        <ol className={styles.hands} aria-label={t('classroom.hands', { count: hands.length })}>
          {hands.map((id, i) => {
            const name = server.users[id]?.name ?? t('classroom.somebody');
            return (
              <li key={id} className={styles.hand}>
                <span className={styles.place} aria-hidden="true">
                  {i + 1}
                </span>
                <Avatar id={id} name={name} size="small" />
                <span className={styles.name}>{name}</span>
                {leading && (
                  <button
                    type="button"
                    className={styles.lower}
                    disabled={!online}
                    onClick={() => void actions.lowerHand(server.id, room.id, id)}
                  >
                    {t('classroom.lower')}
                    <span className="sr-only"> {name}</span>
                  </button>
                )}
              </li>
            );
          })}
        </ol>
      )}
      <div className={styles.tools}>
        {leading && (
          <Button
            kind="ghost"
            size="small"
            disabled={!online}
            icon={<Eye size={15} aria-hidden="true" />}
            onClick={() => void actions.askToLook(server.id, room.id)}
          >
            {t('classroom.look')}
          </Button>
        )}
        <Button
          kind={mine < 0 ? 'outline' : 'primary'}
          size="small"
          aria-pressed={mine >= 0}
          disabled={!online}
          icon={<Hand size={15} aria-hidden="true" />}
          onClick={() => void actions.raiseHand(server.id, room.id, mine < 0)}
        >
          {mine < 0 ? t('classroom.raise') : t('classroom.raised', { place: mine + 1 })}
        </Button>
      </div>
    </section>
  );
};
