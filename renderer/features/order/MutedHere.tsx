import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sanction } from '../../../protocol/order';
import type { RoomView } from '../../../protocol/views';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { Button } from '../../ui/Button';
import { leftText } from '../../ui/order-words';
import { Section } from '../../ui/Section';
import { toast } from '../../ui/Toaster';
import styles from './order.module.css';

/** Who may not write in this room, with a way to let them again; nothing while it is nobody. */
export const MutedHere = ({ server, room }: { server: Server; room: RoomView }) => {
  const { t } = useTranslation();
  const [muted, setMuted] = useState<readonly Sanction[]>([]);
  const load = useCallback(async () => {
    const outcome = await actions.keepOrder(server.id, { verb: 'sanctions', room: room.id });
    if (outcome.ok) setMuted(outcome.result.sanctions);
  }, [server.id, room.id]);
  useEffect(() => void load(), [load]);
  if (muted.length === 0) return null;
  const free = async (user: string) => {
    const outcome = await actions.keepOrder(server.id, { verb: 'unmute', user, room: room.id });
    if (!outcome.ok) toast({ title: t(`errors.${outcome.error.code}`), type: 'failed' });
    void load();
  };
  return (
    <Section title={t('order.mutedHere')}>
      <ul className={styles.people}>
        {muted.map(({ n, user, name, reason, until }) => (
          <li key={n} className={styles.person}>
            <span className={styles.who}>
              {name}
              <span className={styles.hint}>
                {[
                  until === undefined ? t('order.forGood') : leftText(t, until - Date.now()),
                  reason,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <Button size="small" onClick={() => void free(user)}>
              {t('order.unmute')}
              <span className="sr-only"> {name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
};
