import { Lock, MicOff } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomView } from '../../../protocol/views';
import { silence } from '../../store/order-rights';
import type { Server } from '../../store/slices/servers';
import { leftText } from '../../ui/order-words';
import styles from './order.module.css';

/** How often a remaining time is told anew, in ms. */
const TELL_EVERY_MS = 5_000;

interface SilenceProps {
  server: Server;
  room: RoomView;
  /** The composer, for whoever may write. */
  children: ReactNode;
}

/** In place of the composer, why one does not write here now. */
export const Silence = ({ server, room, children }: SilenceProps) => {
  const { t } = useTranslation();
  const [now, setNow] = useState(Date.now);
  const held = silence(server, room, now);
  const timed = held?.why === 'muted' && held.until > 0;
  useEffect(() => {
    if (!timed) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TELL_EVERY_MS);
    return () => clearInterval(timer);
  }, [timed]);
  if (!held) return children;
  const muted = held.why === 'muted';
  return (
    <p className={styles.silent} role="status">
      {muted ? <MicOff size={16} /> : <Lock size={16} />}
      {muted
        ? held.until > 0
          ? t('order.mutedFor', { span: leftText(t, held.until - now) })
          : t('order.mutedForGood')
        : t('order.readOnlyHere')}
    </p>
  );
};
